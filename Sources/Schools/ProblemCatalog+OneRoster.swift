extension ProblemCatalog {
  /// Problems of OneRoster archives.
  static let rosterFormatEntries: [Entry] = archiveEntries + recordEntries + mappingEntries

  private static let archiveEntries: [Entry] = [
    rejected(
      "intake.format_ambiguous",
      "Архив сразу двух видов: {formats}.",
      "The archive is of two kinds at once: {formats}.",
      hint: (
        ru: "Оставьте в архиве файлы одного вида.",
        en: "Leave the files of one kind in the archive."
      )),
    rejected(
      "intake.oneroster_manifest_missing",
      "В архиве OneRoster нет manifest.csv.",
      "The OneRoster archive has no manifest.csv.",
      hint: (
        ru: "Выгрузите архив заново: manifest.csv стоит в нём рядом с остальными файлами.",
        en: "Export the archive anew: manifest.csv stands in it beside the other files."
      )),
    rejected(
      "intake.oneroster_manifest_invalid",
      "В manifest.csv неверно: {what}.",
      "The file manifest.csv is wrong: {what}.",
      hint: (
        ru: "Слева свойство, справа — что в нём допустимо. Читаются версии OneRoster 1.1 и 1.2.",
        en: "A property, and what it may be. Versions 1.1 and 1.2 of OneRoster are read."
      )),
    rejected(
      "intake.oneroster_mixed",
      "В одном архиве и полные файлы (bulk), и изменения (delta).",
      "One archive holds both whole files (bulk) and changes (delta).",
      hint: (
        ru: "Отправьте полные файлы одним архивом, изменения — другим, с более поздней датой.",
        en: "Send the whole files in one archive and the changes in another, of a later date."
      )),
    rejected(
      "intake.oneroster_demographics",
      "В архиве есть demographics.csv: даты рождения и происхождение людей. Файл не читался.",
      "The archive holds demographics.csv: births and origins of people. It was not read.",
      hint: (
        ru: "Отключите этот файл в настройках выгрузки. Присланный архив с ним не хранится.",
        en: "Turn this file off in the settings of the export. The archive is not kept."
      )),
    rejected(
      "intake.oneroster_unsealed",
      "Идентификаторы людей не превращены в псевдонимы, или в архиве есть лишнее.",
      "Identifiers of people are no pseudonyms, or the archive holds more than it may.",
      hint: (
        ru:
          "Отправьте архив таким, каким его выгрузила система, или соберите командой soko bundle pseudonymize.",
        en: "Send the archive as the system exported it, or make it with soko bundle pseudonymize."
      )),
    rejected(
      "intake.oneroster_schools",
      "В архиве несколько школ, и не сказано, чей он.",
      "The archive holds several schools, and it is not said whose it is.",
      hint: (
        ru: "Укажите --school: код, который стоит в orgs.csv в столбце identifier или sourcedId.",
        en: "Give --school: a code that stands in orgs.csv as identifier or sourcedId."
      )),
    warning(
      "intake.oneroster_dropped",
      "Столбцы не прочитаны и не хранятся: {columns}.",
      "Columns were not read and are not kept: {columns}.",
      hint: (
        ru:
          "Так и должно быть: данные о людях и то, чего нет в профиле, отбрасываются. Лучше не выгружать их вовсе.",
        en:
          "So it should be: data about people and what the profile lacks are dropped. Better not to export them."
      )),
  ]

  private static let recordEntries: [Entry] = [
    rejected(
      "intake.oneroster_repeated",
      "Такой sourcedId уже есть в строке {first}.",
      "This sourcedId is already in row {first}.",
      hint: (
        ru: "У каждой записи файла свой sourcedId: выгрузите файл заново.",
        en: "Each record of a file has a sourcedId of its own: export the file anew."
      )),
    rejected(
      "intake.oneroster_unresolved",
      "Запись ссылается на ту, которой нет в {target}.",
      "The record refers to one that is not in {target}.",
      hint: (
        ru:
          "Выгрузите и этот файл, или, для изменений, сначала отправьте полный архив, к которому они относятся.",
        en: "Export that file too, or, for changes, first send the whole archive that they change."
      )),
    rejected(
      "intake.oneroster_too_large",
      "Записей больше предела {limit}.",
      "There are more than {limit} records.",
      hint: (
        ru: "Отправьте по архиву на школу и год.",
        en: "Send an archive for each school and year."
      )),
  ]

  private static let mappingEntries: [Entry] = [
    rejected(
      "intake.oneroster_sessions",
      "Не понять вид учебных периодов: их в году не два, не три и не четыре.",
      "The kind of grading periods is not clear: there are not two, three or four in the year.",
      hint: (
        ru: "Полугодий два, триместров три, четвертей четыре: лишние периоды уберите из выгрузки.",
        en: "There are two halves, three trimesters or four quarters: leave other periods out."
      )),
    rejected(
      "intake.oneroster_no_homeroom",
      "Ни один класс не отмечен как homeroom: не из чего составить классы.",
      "No class is marked as homeroom: there is nothing to make classes of.",
      hint: (
        ru:
          "В classes.csv у классов, в которых числятся ученики, в столбце classType стоит homeroom.",
        en: "In classes.csv the classes that pupils belong to have the classType homeroom."
      )),
    rejected(
      "intake.oneroster_subject",
      "Не сказано, по какому предмету занятия этого класса.",
      "It is not said which subject this class is of.",
      hint: (
        ru: "Заполните subjectCodes или subjects у класса либо у его курса.",
        en: "Fill subjectCodes or subjects of the class or of its course."
      )),
    rejected(
      "intake.oneroster_scale",
      "Итоговая отметка не по пятибалльной шкале, и шкала перевода не указана.",
      "The mark is not of the five-point scale, and no scale says how to read it.",
      hint: (
        ru: "Выгружайте отметки 2–5 или приложите scoreScales (OneRoster 1.2).",
        en: "Export marks 2 to 5, or add scoreScales (OneRoster 1.2)."
      )),
    rejected(
      "intake.oneroster_no_marks",
      "Есть результаты, но ни одна категория работ не названа видом отметки.",
      "There are results, but no category of works is named after a kind of mark.",
      hint: (
        ru:
          "Назовите категорию «Четвертная», «Годовая» или «Итоговая» либо отключите results.csv в выгрузке.",
        en: "Name a category “Period”, “Year” or “Final”, or turn results.csv off in the export."
      )),
    warning(
      "intake.oneroster_left_out",
      "Не загружено записей: {count} — {ru}.",
      "Records that were not loaded: {count}, {en}.",
      hint: (
        ru: "Это не ошибка. Если чего-то не хватает, проверьте, какая школа и какой год указаны.",
        en: "This is no mistake. If something is missing, look which school and year were given."
      )),
  ]
}
