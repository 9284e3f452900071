extension ProblemCatalog {
  /// Problems that only whole tables show: keys, references, sums, dates, sudden changes.
  static let checkEntries: [Entry] = [
    rejected(
      "intake.row_repeated", "Строка с таким ключом уже есть в файле.",
      "A row with this key is already in the file."),
    rejected(
      "intake.reference_missing", "Значения нет в таблице «{table}».",
      "The value is not in the table “{table}”."),
    rejected(
      "intake.parts_not_whole", "Сумма частей не равна целому.",
      "The parts do not add up to the whole."),
    rejected("intake.part_exceeds_whole", "Часть больше целого.", "A part exceeds the whole."),
    rejected(
      "intake.score_exceeds_maximum", "Балл больше максимального.", "The score exceeds its maximum."
    ),
    rejected(
      "intake.dates_out_of_order", "Конец раньше начала.", "The end is before the beginning."),
    rejected(
      "intake.mark_or_code", "Нужна либо отметка, либо её замена (na, osv, zach), одно из двух.",
      "Either a mark or its substitute (na, osv, zach) is needed, one of the two."),
    rejected(
      "intake.enrolment_overlaps", "Обучающийся числится в двух классах в один день.",
      "A pupil is on the roll of two classes on one day."),
    rejected(
      "intake.result_not_single", "У обучающегося два окончательных результата по предмету.",
      "A pupil has two final results in one subject."),
    rejected(
      "intake.indicator_unknown", "Показателя с таким кодом нет в каталоге.",
      "The catalog has no indicator with this code."),
    warning("intake.marks_in_first_grade", "Отметки в 1 классе.", "Marks in grade 1."),
    warning(
      "intake.certificate_without_admission", "Аттестат выдан без допуска к ГИА.",
      "A certificate without admission to the exams."),
    warning(
      "intake.medal_without_honours", "Медаль без аттестата с отличием.", "A medal without honours."
    ),
    warning(
      "intake.category_in_future", "Дата категории позже конца учебного года.",
      "The category date is after the end of the year."),
    warning("intake.fte_above_limit", "Больше полутора ставок.", "More than one and a half posts."),
    warning(
      "intake.mark_absent_from_roll", "Отметка у обучающегося, которого нет в зачислении.",
      "A mark of a pupil who has no enrolment."),
    rejected(
      "intake.date_outside_year", "Дата вне учебного года.",
      "The date is outside the academic year.",
      hint: (
        "Допустимы даты с 1 августа перед годом по 31 октября после него.",
        "Dates from 1 August before the year to 31 October after it are allowed."
      )),
    warning(
      "intake.result_without_score",
      "У действительного результата нет ни отметки, ни балла, ни зачёта.",
      "A valid result has neither a mark nor a score nor a pass."),
    warning(
      "intake.honours_without_certificate", "Аттестат с отличием отмечен, но не выдан.",
      "A certificate with honours is told but not issued."),
    warning(
      "intake.certificate_below_minimum",
      "Аттестат выдан при результате ниже минимума по обязательному предмету.",
      "A certificate with a result below the minimum in a mandatory subject."),
    warning(
      "intake.pd_hours_unusual",
      "В программе повышения квалификации меньше 16 или больше 1000 часов.",
      "A development programme of fewer than 16 or more than 1,000 hours."),
    warning(
      "intake.teacher_without_subject", "У учителя нет ни одного предмета.",
      "A teacher has no subject."),
    warning(
      "intake.unattested_above_limit",
      "В классе {class} «н/а» вместо {percent} % отметок, больше 5 %.",
      "In class {class} «н/а» stands for {percent}% of the marks, more than 5%."),
    warning(
      "intake.marks_all_equal",
      "В классе {class} все отметки за период по предмету {subject} одинаковы.",
      "In class {class} all marks of a period in {subject} are equal."),
    warning(
      "intake.required_mark_missing",
      "В классе {class} больше чем у десятой части учеников нет годовой отметки по предмету {subject}.",
      "In class {class} more than a tenth of the pupils have no year mark in {subject}."),
  ]
}
