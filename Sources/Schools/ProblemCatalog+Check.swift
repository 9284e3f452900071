extension ProblemCatalog {
  /// Problems that only whole tables show: keys, references, sums, dates, sudden changes.
  static let checkEntries: [Entry] = [
    rejected(
      "intake.row_repeated",
      "В файле уже есть строка с теми же значениями ключевых столбцов.",
      "The file already has a row with the same values in its key columns.",
      hint: (
        ru: "Оставьте одну из этих строк.",
        en: "Keep one of these rows."
      )),
    rejected(
      "intake.reference_missing",
      "В таблице «{table}» нет записи с таким кодом.",
      "The table “{table}” has no record of this code.",
      hint: (
        ru: "Добавьте запись в таблицу «{table}» или исправьте код.",
        en: "Add the record to “{table}”, or mend the code."
      )),
    rejected(
      "intake.parts_not_whole",
      "Сумма частей не равна целому.",
      "The parts do not add up to the whole.",
      hint: (
        ru: "Пересчитайте: части вместе должны давать целое.",
        en: "Count again: the parts together make the whole."
      )
    ).relaxable(in: ["graduate_destination"]),
    rejected(
      "intake.part_exceeds_whole",
      "Часть больше целого.",
      "A part exceeds the whole.",
      hint: (
        ru: "Пересчитайте часть и целое.",
        en: "Count the part and the whole again."
      )
    ).relaxable(in: ["health_aggregate", "social_passport", "welfare_aggregate"]),
    rejected(
      "intake.score_exceeds_maximum",
      "Балл больше максимального.",
      "The score exceeds its maximum.",
      hint: (
        ru: "Проверьте балл и максимальный балл работы.",
        en: "Check the score and the maximum of the work."
      )),
    rejected(
      "intake.dates_out_of_order",
      "Конец раньше начала.",
      "The end is before the beginning.",
      hint: (
        ru: "Проверьте обе даты.",
        en: "Check both dates."
      )),
    rejected(
      "intake.mark_or_code",
      "В строке нужна отметка или её замена (na, osv, zach): одно из двух.",
      "The row needs a mark or its substitute (na, osv, zach): one of the two.",
      hint: (
        ru: "Оставьте отметку или её замену, не обе.",
        en: "Keep the mark or its substitute, not both."
      )),
    rejected(
      "intake.enrolment_overlaps",
      "Обучающийся числится в двух классах в один день.",
      "A pupil is on the roll of two classes on one day.",
      hint: (
        ru: "Укажите дату выбытия из первого класса не позже даты зачисления во второй.",
        en: "Let the pupil leave the first class no later than the day of entering the second."
      )),
    rejected(
      "intake.result_not_single",
      "У обучающегося два окончательных результата по предмету.",
      "A pupil has two final results in one subject.",
      hint: (
        ru: "Отметьте is_final у одного результата: у пересдачи или у первого.",
        en: "Set is_final for one result: the retake or the first."
      )),
    rejected(
      "intake.indicator_unknown",
      "Показателя с таким кодом нет в каталоге.",
      "The catalog has no indicator with this code.",
      hint: (
        ru: "Возьмите код со страницы «Показатели».",
        en: "Take the code from the page “Indicators”."
      )),
    warning(
      "intake.marks_in_first_grade",
      "Отметки в 1 классе.",
      "Marks in grade 1.",
      hint: (
        ru: "В 1 классе обучение безотметочное: проверьте класс.",
        en: "Grade 1 is taught without marks: check the class."
      )
    ).raisable,
    warning(
      "intake.certificate_without_admission",
      "Аттестат выдан без допуска к ГИА.",
      "A certificate without admission to the exams.",
      hint: (
        ru: "Проверьте допуск и выдачу аттестата.",
        en: "Check the admission and the certificate."
      )
    ).raisable,
    warning(
      "intake.medal_without_honours",
      "Медаль без аттестата с отличием.",
      "A medal without honours.",
      hint: (
        ru: "Проверьте медаль и аттестат с отличием.",
        en: "Check the medal and the certificate with honours."
      )
    ).raisable,
    warning(
      "intake.category_in_future",
      "Дата категории позже конца учебного года.",
      "The category date is after the end of the year.",
      hint: (
        ru: "Проверьте дату присвоения категории.",
        en: "Check the day the category was given."
      )
    ).raisable,
    warning(
      "intake.fte_above_limit",
      "Больше полутора ставок.",
      "More than one and a half posts.",
      hint: (
        ru: "Проверьте сумму ставок работника.",
        en: "Check the posts of the member of staff."
      )
    ).raisable,
    rejected(
      "intake.date_outside_year",
      "Дата вне учебного года.",
      "The date is outside the academic year.",
      hint: (
        "Допустимы даты с {first} по {last}: проверьте дату или год пакета.",
        "Dates from {first} to {last} are allowed: check the date, or the year of the bundle."
      )
    ).relaxable(in: RecordTable.all.map(\.name).filter { $0 != "period" }),
    warning(
      "intake.result_without_score",
      "У действительного результата нет ни отметки, ни балла, ни зачёта.",
      "A valid result has neither a mark nor a score nor a pass.",
      hint: (
        ru: "Заполните отметку, балл или зачёт либо исправьте статус.",
        en: "Fill the mark, the score or the pass, or mend the status."
      )
    ).raisable,
    warning(
      "intake.honours_without_certificate",
      "Аттестат с отличием отмечен, но не выдан.",
      "A certificate with honours is marked, but none was issued.",
      hint: (
        ru: "Проверьте оба поля об аттестате.",
        en: "Check both fields of the certificate."
      )
    ).raisable,
    warning(
      "intake.certificate_below_minimum",
      "Аттестат выдан при результате ниже минимума по обязательному предмету.",
      "A certificate with a result below the minimum in a mandatory subject.",
      hint: (
        ru: "Проверьте результаты, пересдачи и выдачу аттестата.",
        en: "Check the results, retakes and the certificate."
      )
    ).raisable,
    warning(
      "intake.pd_hours_unusual",
      "В программе повышения квалификации меньше 16 или больше 1000 часов.",
      "A development programme of fewer than 16 or more than 1,000 hours.",
      hint: (
        ru: "Проверьте число часов; семинар короче 16 часов — не программа.",
        en: "Check the hours; a seminar of fewer than 16 hours is no programme."
      )
    ).raisable,
    warning(
      "intake.teacher_without_subject",
      "У учителя нет ни одного предмета.",
      "A teacher has no subject.",
      hint: (
        ru: "Добавьте предметы учителя в staff_subject.",
        en: "Add the teacher's subjects to staff_subject."
      )
    ).raisable,
    warning(
      "intake.unattested_above_limit",
      "В классе {class} «н/а» вместо {percent} % отметок, больше 5 %.",
      "In class {class} «н/а» stands for {percent}% of the marks, more than 5%.",
      hint: (
        ru: "Проверьте, выгружены ли отметки класса.",
        en: "Check whether the marks of the class were exported."
      )
    ).raisable,
    warning(
      "intake.marks_all_equal",
      "В классе {class} все отметки за период по предмету {subject} одинаковы.",
      "In class {class} all marks of a period in {subject} are equal.",
      hint: (
        ru: "Проверьте, не подставлено ли одно значение при выгрузке.",
        en: "Check whether the export put in one value for all."
      )
    ).raisable,
    warning(
      "intake.required_mark_missing",
      "В классе {class} больше чем у десятой части учеников нет годовой отметки по предмету {subject}.",
      "In class {class} more than a tenth of the pupils have no year mark in {subject}.",
      hint: (
        ru: "Проверьте, полностью ли выгружены годовые отметки.",
        en: "Check whether the year's marks were exported in full."
      )
    ).raisable,
  ]
}
