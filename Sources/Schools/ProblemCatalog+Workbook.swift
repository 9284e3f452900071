extension ProblemCatalog {
  /// Problems of workbooks (.xlsx) and of pages (HTML saved as .xls).
  static let workbookEntries: [Entry] = workbookFileEntries + sheetEntries + sheetCellEntries

  private static let workbookFileEntries: [Entry] = [
    rejected(
      "intake.workbook_malformed",
      "Книга Excel не читается: повреждена часть «{part}».",
      "The workbook cannot be read: its part “{part}” is damaged.",
      hint: (
        ru: "Откройте файл в Excel или LibreOffice и сохраните заново как .xlsx.",
        en: "Open the file in Excel or LibreOffice and save it anew as .xlsx."
      )),
    rejected(
      "intake.workbook_unsafe",
      "В книге есть объявления XML, которых там быть не должно (часть «{part}»).",
      "The workbook holds XML declarations that do not belong there (part “{part}”).",
      hint: (
        ru: "Откройте файл в Excel или LibreOffice и сохраните заново как .xlsx.",
        en: "Open the file in Excel or LibreOffice and save it anew as .xlsx."
      )),
    rejected(
      "intake.workbook_too_large",
      "Книга больше предела {limit}.",
      "The workbook is larger than {limit}.",
      hint: (
        ru: "Отправьте таблицу файлом CSV или уберите листы и оформление, которые не нужны.",
        en: "Send the table as CSV, or take out sheets and formatting that are not needed."
      )),
    rejected(
      "intake.workbook_unchecked",
      "В книге есть часть «{part}», которую нельзя проверить на персональные данные.",
      "The workbook has a part “{part}” that cannot be checked for personal data.",
      hint: (
        ru: "Удалите из книги рисунки, вложенные файлы и макросы и сохраните её заново.",
        en: "Take pictures, embedded files and macros out of the workbook and save it anew."
      )),
    rejected(
      "intake.workbook_old",
      "Файл не .xlsx: книга старого вида (.xls) или с паролем.",
      "The file is no .xlsx: a workbook of the old kind (.xls), or one with a password.",
      hint: (
        ru: "Откройте его в Excel и сохраните как «Книга Excel (*.xlsx)» без пароля.",
        en: "Open it in Excel and save it as “Excel Workbook (*.xlsx)” without a password."
      )),
    rejected(
      "intake.page_malformed",
      "Таблица HTML не читается: её знаки не в кодировке {encoding} или страница повреждена.",
      "The HTML table cannot be read: it is not in {encoding}, or the page is damaged.",
      hint: (
        ru: "Откройте файл в Excel и сохраните как .xlsx.",
        en: "Open the file in Excel and save it as .xlsx."
      )),
    rejected(
      "intake.page_too_large",
      "Страница HTML больше предела {limit}.",
      "The HTML page is larger than {limit}.",
      hint: (
        ru: "Откройте файл в Excel и сохраните как .xlsx или CSV.",
        en: "Open the file in Excel and save it as .xlsx or CSV."
      )),
    rejected(
      "intake.table_unnamed",
      "Не понять, какая таблица в файле: ни лист, ни файл не названы её именем.",
      "It is not clear which table the file holds: neither a sheet nor the file bears its name.",
      hint: (
        ru: "Назовите лист именем таблицы из описания пакета, например period_mark.",
        en: "Name the sheet after a table of the bundle reference, as period_mark."
      )),
    rejected(
      "intake.origin_missing",
      "Файл не говорит, чей он и за какой год: нет {what}.",
      "The file does not say whose it is and of which year: {what} is missing.",
      hint: (
        ru: "Заполните в книге лист «soko» или укажите --school, --year, --as-of и --mode.",
        en: "Fill the sheet “soko” of the workbook, or give --school, --year, --as-of and --mode."
      )),
    rejected(
      "intake.origin_invalid",
      "О файле сказано неверно: {what}.",
      "What is said of the file is wrong: {what}.",
      hint: (
        ru:
          "Исправьте в книге лист «soko» (слева ключ, справа — что в нём допустимо) или ключи команды.",
        en:
          "Mend the sheet “soko” of the workbook (what a key may hold is on the right), or the options."
      )),
  ]

  private static let sheetEntries: [Entry] = [
    rejected(
      "intake.sheet_missing",
      "В книге нет листа, названного в описании.",
      "The workbook has no sheet of the name or number that the descriptor gives.",
      hint: (
        ru: "Исправьте dialect.sheetName или dialect.sheetNumber.",
        en: "Mend dialect.sheetName or dialect.sheetNumber."
      )),
    rejected(
      "intake.sheet_repeated",
      "Два листа для одной таблицы «{table}».",
      "Two sheets hold the table “{table}”.",
      hint: (
        ru: "Оставьте один лист таблицы.",
        en: "Keep one sheet of the table."
      )),
    warning(
      "intake.sheet_unknown",
      "Лист не назван именем таблицы и не загружается.",
      "The sheet is not named after a table and is not loaded.",
      hint: (
        ru: "Если это таблица, назовите лист её именем; иначе лист можно убрать.",
        en: "If it is a table, name the sheet after it; otherwise it can go."
      )),
    warning(
      "intake.sheet_hidden",
      "Лист скрыт; он прочитан.",
      "The sheet is hidden; it was read.",
      hint: (
        ru: "Проверьте, что на скрытом листе те данные, которые нужны.",
        en: "See whether the hidden sheet holds the data that are meant."
      )),
    warning(
      "intake.rows_hidden",
      "Скрытых строк с данными: {count}; они прочитаны.",
      "Hidden rows with data: {count}; they were read.",
      hint: (
        ru: "Снимите фильтр и проверьте скрытые строки.",
        en: "Clear the filter and look at the hidden rows."
      )),
    warning(
      "intake.columns_hidden",
      "Скрытых столбцов таблицы: {count}; они прочитаны.",
      "Hidden columns of the table: {count}; they were read.",
      hint: (
        ru: "Покажите скрытые столбцы и проверьте их.",
        en: "Show the hidden columns and look at them."
      )),
    warning(
      "intake.cells_merged",
      "Ячеек, чьё значение взято из объединённой ячейки: {count}.",
      "Cells whose value was taken from a merged cell: {count}.",
      hint: (
        ru: "Проверьте объединённые ячейки; лучше повторить значение в каждой строке.",
        en: "Look at the merged cells; it is better to repeat the value in every row."
      )),
    warning(
      "intake.row_total",
      "Итоговая строка пропущена.",
      "A row of totals was skipped.",
      hint: (
        ru: "Строки «Итого», «Всего», «Средний балл» не загружаются; их можно убрать.",
        en: "Rows of totals and means are not loaded; they can go."
      )),
  ]

  private static let sheetCellEntries: [Entry] = [
    rejected(
      "intake.cell_error",
      "В ячейке ошибка {error}.",
      "The cell holds the error {error}.",
      hint: (
        ru: "Исправьте формулу или введите значение.",
        en: "Mend the formula, or type the value."
      )),
    rejected(
      "intake.formula_unsaved",
      "В ячейке формула без сохранённого значения.",
      "The cell holds a formula without a saved value.",
      hint: (
        ru: "Откройте книгу в Excel или LibreOffice, дождитесь расчёта и сохраните.",
        en: "Open the workbook in Excel or LibreOffice, let it calculate, and save it."
      )),
    rejected(
      "intake.cell_unreadable",
      "Ячейка не читается: её текста в книге нет.",
      "The cell cannot be read: its text is not in the workbook.",
      hint: (
        ru: "Введите значение заново и сохраните книгу.",
        en: "Type the value anew and save the workbook."
      )),
    rejected(
      "intake.code_is_date",
      "В ячейке для кода стоит дата: Excel мог превратить в неё код вида 1-9.",
      "A cell for a code holds a date: Excel may have made one of a code like 1-9.",
      hint: (
        ru: "Задайте столбцу формат «Текстовый» и введите код заново.",
        en: "Give the column the format “Text” and type the code anew."
      )),
    warning(
      "intake.cell_outside",
      "Значение справа от таблицы не загружается.",
      "A value to the right of the table is not loaded.",
      hint: (
        ru: "Дайте столбцу заголовок или уберите значение.",
        en: "Give the column a header, or remove the value."
      )),
  ]
}
