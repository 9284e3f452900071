extension ProblemCatalog {
  /// Problems of one file's text, header, rows and cells.
  static let cellEntries: [Entry] = [
    rejected("intake.text_malformed", "Файл не в кодировке UTF-8.", "The file is not valid UTF-8."),
    rejected(
      "intake.header_missing", "В файле нет строки заголовков.", "The file has no header row."),
    rejected(
      "intake.column_missing", "Нет обязательного столбца.", "A required column is missing."),
    rejected("intake.column_repeated", "Столбец встречается дважды.", "A column stands twice."),
    warning(
      "intake.column_unknown", "Столбца нет в профиле; он не загружается.",
      "The profile has no such column; it is not loaded."),
    rejected(
      "intake.column_personal", "Столбец с персональными данными; файл не загружается.",
      "A column with personal data; the file is not loaded.",
      hint: (
        "Удалите столбец: персональные данные не должны покидать школу.",
        "Remove the column: personal data must not leave the school."
      )),
    rejected(
      "intake.row_width", "В строке {found} ячеек, в заголовке {expected}.",
      "The row has {found} cells, the header {expected}."),
    rejected("intake.quote_unclosed", "Кавычка не закрыта.", "A quoted cell is not closed."),
    rejected("intake.value_missing", "Обязательная ячейка пуста.", "A required cell is empty."),
    rejected(
      "intake.value_malformed", "Ожидается {expected}.", "Expected {expected}."),
    rejected(
      "intake.value_unknown", "Значения нет в списке: {expected}.",
      "The value is not one of: {expected}."),
    rejected(
      "intake.value_out_of_range", "Значение вне диапазона {range}.",
      "The value is outside {range}."),
    rejected(
      "intake.score_out_of_range", "Балл вне диапазона {range}.", "The score is outside {range}.",
      hint: (
        "Проверьте, не введён ли первичный балл вместо тестового.",
        "Check whether a primary score stands where a scaled one should."
      )),
    rejected(
      "intake.mark_out_of_range", "Отметка вне диапазона {range}.", "The mark is outside {range}."),
    rejected(
      "intake.count_out_of_range", "Число вне диапазона {range}.", "The count is outside {range}."),
    rejected(
      "intake.quote_misplaced", "После закрывающей кавычки стоят лишние знаки.",
      "Characters stand after a closing quote.",
      hint: (
        "Кавычку внутри ячейки удвойте.", "Double a quote inside a cell."
      )),
    rejected(
      "intake.row_too_long", "Строка длиннее {limit}; файл дальше не читается.",
      "The row is longer than {limit}; the file is not read further."),
    rejected(
      "intake.columns_too_many", "Столбцов больше {limit}.", "More than {limit} columns."),
    rejected(
      "intake.value_too_long", "Текст длиннее {limit} знаков.",
      "The text is longer than {limit} characters."),
    rejected(
      "intake.value_unprintable", "В ячейке недопустимые (управляющие) знаки.",
      "The cell holds control characters."),
    rejected(
      "intake.deletion_in_full", "Столбец _deleted допустим только в поправке (amend).",
      "The column _deleted belongs in an amendment (amend) only."),
  ]
}
