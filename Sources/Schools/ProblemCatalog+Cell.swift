extension ProblemCatalog {
  /// Problems of one file's text, header, rows and cells.
  static let cellEntries: [Entry] = [
    rejected(
      "intake.text_malformed",
      "Строка не читается в кодировке файла, начиная с байта {offset} (считая от 0).",
      "The row cannot be read in the encoding of the file from byte {offset} on, counted from 0.",
      hint: (
        ru: "Сохраните файл целиком в UTF-8 или укажите его кодировку (encoding) в описании.",
        en: "Save the whole file as UTF-8, or declare its encoding in the descriptor."
      )),
    rejected(
      "intake.header_missing",
      "В файле нет строки заголовков.",
      "The file has no header row.",
      hint: (
        ru: "Первая строка файла — имена столбцов.",
        en: "The first row holds the names of the columns."
      )),
    rejected(
      "intake.column_missing",
      "Нет обязательного столбца.",
      "A required column is missing.",
      hint: (
        ru: "Добавьте столбец; его имя — в описании пакета.",
        en: "Add the column; its name is in the bundle reference."
      )),
    rejected(
      "intake.column_repeated",
      "Столбец встречается дважды.",
      "A column stands twice.",
      hint: (
        ru: "Оставьте один столбец с этим именем.",
        en: "Keep one column of this name."
      )),
    warning(
      "intake.column_unknown",
      "Такого столбца у этой таблицы нет; он не загружается.",
      "The table has no such column; it is not loaded.",
      hint: (
        ru: "Проверьте имя столбца; лишний столбец можно убрать.",
        en: "Check the column's name; one that is not needed can go."
      )),
    rejected(
      "intake.column_personal",
      "Столбец с персональными данными; файл не загружается.",
      "A column with personal data; the file is not loaded.",
      hint: (
        "Удалите столбец: персональные данные не должны покидать школу.",
        "Remove the column: personal data must not leave the school."
      )),
    rejected(
      "intake.row_width",
      "В строке {found} ячеек, в заголовке {expected}.",
      "The row has {found} cells, the header {expected}.",
      hint: (
        ru: "Проверьте разделители и кавычки в строке.",
        en: "Check the delimiters and quotes of the row."
      )),
    rejected(
      "intake.quote_unclosed",
      "Кавычка не закрыта.",
      "A quoted cell is not closed.",
      hint: (
        ru: "Закройте кавычку; кавычка внутри ячейки удваивается.",
        en: "Close the quote; a quote inside a cell is doubled."
      )),
    rejected(
      "intake.value_missing",
      "Обязательная ячейка пуста.",
      "A required cell is empty.",
      hint: (
        ru: "Заполните ячейку.",
        en: "Fill the cell."
      )),
    rejected(
      "intake.value_malformed",
      "Значение записано не так: ожидается {expected}.",
      "The value is not written as it should be: expected {expected}.",
      hint: (
        ru: "Запишите значение так, как показано.",
        en: "Write the value as shown."
      )),
    rejected(
      "intake.value_unknown",
      "Значения нет в списке: {expected}.",
      "The value is not one of: {expected}.",
      hint: (
        ru: "Возьмите значение из списка.",
        en: "Take a value from the list."
      )),
    rejected(
      "intake.value_out_of_range",
      "Значение вне диапазона {range}.",
      "The value is outside {range}.",
      hint: (
        ru: "Проверьте значение.",
        en: "Check the value."
      )),
    rejected(
      "intake.score_out_of_range",
      "Балл вне диапазона {range}.",
      "The score is outside {range}.",
      hint: (
        "Проверьте, не введён ли первичный балл вместо тестового.",
        "Check whether a primary score stands where a scaled one should."
      )),
    rejected(
      "intake.mark_out_of_range",
      "Отметка вне диапазона {range}.",
      "The mark is outside {range}.",
      hint: (
        ru: "Проверьте отметку.",
        en: "Check the mark."
      )),
    rejected(
      "intake.count_out_of_range",
      "Число вне диапазона {range}.",
      "The count is outside {range}.",
      hint: (
        ru: "Проверьте число.",
        en: "Check the count."
      )),
    rejected(
      "intake.quote_misplaced",
      "После закрывающей кавычки стоят лишние знаки.",
      "Characters stand after a closing quote.",
      hint: (
        "Кавычку внутри ячейки удвойте.", "Double a quote inside a cell."
      )),
    rejected(
      "intake.row_too_long",
      "Строка длиннее {limit}; файл дальше не читается.",
      "The row is longer than {limit}; the file is not read further.",
      hint: (
        ru: "Скорее всего, не закрыта кавычка: проверьте эту строку.",
        en: "A quote is probably not closed: check this row."
      )),
    rejected(
      "intake.columns_too_many",
      "Столбцов больше {limit}.",
      "More than {limit} columns.",
      hint: (
        ru: "Проверьте разделитель, указанный в описании.",
        en: "Check the delimiter that the descriptor names."
      )),
    rejected(
      "intake.value_too_long",
      "Текст длиннее {limit} знаков.",
      "The text is longer than {limit} characters.",
      hint: (
        ru: "Сократите текст.",
        en: "Shorten the text."
      )),
    rejected(
      "intake.value_unprintable",
      "В ячейке недопустимые (управляющие) знаки.",
      "The cell holds control characters.",
      hint: (
        ru: "Введите значение заново, без невидимых знаков.",
        en: "Type the value anew, without invisible characters."
      )),
    rejected(
      "intake.deletion_in_full",
      "Столбец _deleted допустим только в поправке (amend).",
      "The column _deleted belongs in an amendment (amend) only.",
      hint: (
        ru: "Для удаления отправьте поправку (amend) или полную таблицу без этой строки.",
        en: "To delete, send an amendment (amend), or the full table without the row."
      )),
  ]
}
