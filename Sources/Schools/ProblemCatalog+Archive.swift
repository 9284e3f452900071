extension ProblemCatalog {
  /// Files that were made, or broken, so that two programs read them differently or none to their end.
  static let archiveEntries: [Entry] = [
    rejected(
      "intake.archive_ambiguous",
      "Оглавление архива не сходится с тем, что в нём лежит.",
      "The archive's directory does not agree with what lies in it.",
      hint: (
        "Соберите архив заново обычной программой (Проводник Windows, 7-Zip).",
        "Build the archive anew with an ordinary program (Windows Explorer, 7-Zip)."
      )),
    rejected(
      "intake.archive_padded",
      "Кроме архива, в файле есть посторонние байты.",
      "Beside the archive the file holds bytes that are no part of it.",
      hint: (
        "Соберите архив заново и не дописывайте к нему ничего; самораспаковывающийся архив не подходит.",
        "Build the archive anew and add nothing to it; a self-extracting archive will not do."
      )),
    rejected(
      "intake.archive_method_unsupported",
      "Файл в архиве сжат способом, который не читается.",
      "A file in the archive is packed by a method that is not read.",
      hint: (
        "Соберите ZIP с обычным сжатием (Deflate).",
        "Build a zip with ordinary compression (Deflate)."
      )),
    rejected(
      "intake.line_end_lone",
      "Строки файла не разделены: вместо конца строки стоит одиночный возврат каретки.",
      "The lines of the file are not parted: a lone carriage return stands where a line should end.",
      hint: (
        "Сохраните файл как CSV (UTF-8) в Excel или LibreOffice.",
        "Save the file as CSV (UTF-8) in Excel or LibreOffice."
      )),
    rejected(
      "intake.bundle_too_large",
      "Файл больше предела {limit} и не принят.",
      "The file is larger than the limit of {limit} and was not taken.",
      hint: (
        "Отправьте таблицы несколькими пакетами.",
        "Send the tables in several bundles."
      )),
  ]
}
