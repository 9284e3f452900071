extension ProblemCatalog {
  /// Problems between tables of one year: who is on roll, who graduated, what was counted.
  static let rosterEntries: [Entry] = [
    rejected(
      "intake.mark_absent_from_roll",
      "Отметка у обучающегося, который в этом году не зачислен.",
      "A mark of a pupil who has no enrolment this year.",
      hint: (
        ru: "Добавьте зачисление или проверьте ключ обучающегося.",
        en: "Add the enrolment, or check the pupil's key."
      )
    ).relaxable(in: ["period_mark"]),
    rejected(
      "intake.mark_outside_enrolment",
      "Отметка за период, когда обучающийся в школе не числился.",
      "A mark for a period in which the pupil was not on roll.",
      hint: (
        ru: "Проверьте даты зачисления и выбытия; отметки из прежней школы уберите.",
        en: "Check the days of entering and leaving; take out marks of the school before."
      )
    ).relaxable(in: ["period_mark"]),
    rejected(
      "intake.enrolment_outside_grade",
      "За один учебный год обучающийся числится в параллелях {before} и {now}.",
      "Within one year the pupil is enrolled in grades {before} and {now}.",
      hint: (
        ru:
          "Проверьте классы. Для повторного года отметьте is_repeat_year, для досрочного перевода укажите entry_reason = promotion.",
        en:
          "Check the classes. Mark a repeated year by is_repeat_year, an early promotion by entry_reason = promotion."
      )
    ).relaxable(in: ["enrolment"]),
    warning(
      "intake.pupil_absent_from_roll",
      "Обучающийся из этой строки в этом году не зачислен.",
      "The pupil of this row has no enrolment this year.",
      hint: (
        ru: "Добавьте зачисление или проверьте ключ обучающегося.",
        en: "Add the enrolment, or check the pupil's key."
      )
    ).raisable,
    warning(
      "intake.grade_disagrees",
      "В строке параллель {told}, а обучающийся числится в параллели {counted}.",
      "The row is of grade {told}, but the pupil is enrolled in grade {counted}.",
      hint: (
        ru: "Проверьте класс обучающегося и эту строку.",
        en: "Check the pupil's class and this row."
      )
    ).raisable,
    warning(
      "intake.exam_without_admission",
      "Экзамен сдан, а допуска к ГИА нет.",
      "An exam was sat without admission to the exams.",
      hint: (
        ru: "Проверьте допуск в таблице graduation.",
        en: "Check the admission in the table graduation."
      )
    ).raisable,
    warning(
      "intake.roll_disagrees",
      "На {day} в социальном паспорте обучающихся {told}, по зачислениям {counted}.",
      "On {day} the social passport counts {told} pupils, the enrolments {counted}.",
      hint: (
        ru: "Сверьте оба числа с отчётом ОО-1 и исправьте то, что с ним расходится.",
        en: "Hold both against the statistical return and mend the one that differs."
      )
    ).raisable,
    warning(
      "intake.graduates_disagree",
      "Выпуск параллели {grade}: аттестатов {certificates}, выбыли как выпускники {exits}, в распределении {destinations}.",
      "Graduates of grade {grade}: certificates {certificates}, left as graduates {exits}, destinations {destinations}.",
      hint: (
        ru: "Сверьте три числа с отчётом ОО-1 и исправьте то, что с ним расходится.",
        en: "Hold the three against the statistical return and mend the one that differs."
      )
    ).raisable,
    warning(
      "intake.count_above_roll",
      "Указано {told}, а на эту дату по зачислениям обучающихся {counted}.",
      "The row tells {told}, but on that day {counted} pupils are enrolled.",
      hint: (
        ru: "Проверьте число, дату и зачисления.",
        en: "Check the count, the day and the enrolments."
      )
    ).raisable,
  ]
}
