extension ProblemCatalog {
  /// Problems of what other systems export in layouts of their own, and of bare text files.
  static let exportEntries: [Entry] = [
    rejected(
      "intake.table_ambiguous",
      "Заголовок подходит к нескольким таблицам или спорит с именем файла: {tables}.",
      "The header fits several tables, or contradicts the file's name: {tables}.",
      hint: (
        ru: "Назовите файл именем таблицы и оставьте в заголовке её столбцы.",
        en: "Name the file after the table, and leave the columns of that table in the header."
      )),
    rejected(
      "intake.export_unsealed",
      "В файле идентификаторы участников не превращены в псевдонимы.",
      "Identifiers of participants stand in the file as they are.",
      hint: (
        ru:
          "Отправьте список РЦОИ таким, каким он выгружен, со столбцами «ID участника», «Предмет» и «Дата предмета», или соберите пакет командой soko bundle pseudonymize.",
        en:
          "Send the list as it was exported, with its columns «ID участника», «Предмет» and «Дата предмета», or make a bundle with soko bundle pseudonymize."
      )),
    rejected(
      "intake.export_word_unknown",
      "Неизвестно, что значит это слово или число в этой выгрузке.",
      "It is not known what this word or number means in this export.",
      hint: (
        ru:
          "Проверьте предмет и вид экзамена: устные части, сочинения и ГВЭ под номерами не загружаются; у базовой математики отметка, а не балл.",
        en:
          "Look at the subject and the exam: oral parts, essays and ГВЭ under numbers are not loaded; basic mathematics has a mark, not a score."
      )),
    rejected(
      "intake.export_heading_unclear",
      "Столбец назван так, что неясно, какой это балл: первичный или по 100-балльной шкале.",
      "The column is named so that it may be one score or another: primary, or of a hundred.",
      hint: (
        ru: "Переименуйте столбец: «Первичный балл», «Тестовый балл» или «Отметка».",
        en: "Rename the column: «Первичный балл», «Тестовый балл» or «Отметка»."
      )),
    rejected(
      "intake.export_exam_unclear",
      "Список не говорит, какой это экзамен: нет ни вида экзамена, ни тестового балла, ни отметки.",
      "The list does not say which exam it is of: it has no kind of exam, no score of a hundred and no mark.",
      hint: (
        ru: "Добавьте столбец «Вид экзамена»: ОГЭ, ЕГЭ, ГВЭ-9 или ГВЭ-11.",
        en: "Add a column «Вид экзамена»: ОГЭ, ЕГЭ, ГВЭ-9 or ГВЭ-11."
      )),
    rejected(
      "intake.export_schools_several",
      "В списке результаты нескольких школ: {count}.",
      "The list holds results of several schools: {count}.",
      hint: (
        ru: "Отправьте список каждой школы отдельно.",
        en: "Send the list of each school by itself."
      )),
    rejected(
      "intake.export_title_unclear",
      "Заголовок отчёта не называет ровно один предмет и один класс.",
      "The report's title does not name one subject and one grade.",
      hint: (
        ru: "Оставьте над таблицей строку отчёта, например «ВПР 2025. Математика. 5 класс».",
        en: "Leave the report's own line above the table, as «ВПР 2025. Математика. 5 класс»."
      )),
    rejected(
      "intake.export_year_differs",
      "Заголовок отчёта называет другой год.",
      "The report's title names another year.",
      hint: (
        ru: "Проверьте --year: учебный год называется по году его окончания.",
        en: "Look at --year: an academic year is named by the year in which it ends."
      )),
    rejected(
      "intake.export_territories_unclear",
      "Неясно, о какой территории строка: ждём регион, затем один муниципалитет отправителя.",
      "It is not clear which territory the row is about: a region is expected, then the one municipality that sends.",
      hint: (
        ru: "Выгрузите отчёт для одного муниципалитета и укажите его код: --territory.",
        en: "Export the report of one municipality, and give its code: --territory."
      )),
    rejected(
      "intake.export_shares",
      "Доли отметок в строке не составляют 100 %.",
      "The shares of marks in the row do not make 100 %.",
      hint: (
        ru: "Проверьте строку отчёта: доли должны быть в процентах.",
        en: "Look at the row of the report: shares are in percent."
      )),
    rejected(
      "intake.export_not_full",
      "Выгрузка говорит об одном предмете или одном экзамене и не может заменить таблицу целиком.",
      "The export tells of one subject or one exam and cannot replace a table whole.",
      hint: (
        ru: "Отправьте без --mode или с --mode amend.",
        en: "Send it without --mode, or with --mode amend."
      )),
    warning(
      "intake.export_country_left_out",
      "Не загружено строк всей страны: {count}; в реестре её нет.",
      "Rows of the whole country that were not loaded: {count}; it is no territory of the register.",
      hint: (
        ru: "Это не ошибка: итоги загружаются по региону и муниципалитету отправителя.",
        en: "This is no mistake: figures are loaded of the sender's region and municipality."
      )),
    warning(
      "intake.export_schools_left_out",
      "Не загружено строк отдельных школ: {count}; это не опубликованные итоги.",
      "Rows of single schools that were not loaded: {count}; they are no published figures.",
      hint: (
        ru: "Это не ошибка: итоги загружаются по региону и муниципалитету отправителя.",
        en: "This is no mistake: figures are loaded of the sender's region and municipality."
      )),
    warning(
      "intake.export_unnamed_left_out",
      "Не загружено строк территорий, названных без кода ОКТМО: {count}.",
      "Rows of territories named without an ОКТМО code that were not loaded: {count}.",
      hint: (
        ru: "Это не ошибка: итоги загружаются по региону и муниципалитету отправителя.",
        en: "This is no mistake: figures are loaded of the sender's region and municipality."
      )),
  ]
}
