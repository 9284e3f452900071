internal import CXlsxWriter

/// An XLSX file that is written row by row in bounded memory: with ``Chart`` the one door to libxlsxwriter.
///
/// - Text is a string cell, never a formula, and the cell is formatted as text: what begins with `=`, `+`, `-`
///   or `@` stays text when someone edits it.
/// - Within a sheet rows are written downwards; rows and columns count from 0.
/// - The same calls give the same bytes: `created` is the only moment in the file.
final class Workbook {
  /// Rows of a sheet, as Excel has them.
  static let rowLimit = 1_048_576
  /// Columns of a sheet.
  static let columnLimit = 16_384
  /// A longer text is cut, and ends with an ellipsis.
  static let textLimit = 32_000

  let pointer: UnsafeMutablePointer<lxw_workbook>
  private var formats: [Style: UnsafeMutablePointer<lxw_format>] = [:]
  private var isClosed = false

  /// - Parameters:
  ///   - path: the file, which is written by ``close()``.
  ///   - created: seconds since 1970, shown by spreadsheets as the time of creation.
  init(at path: String, created: Int, title: String) throws {
    var options = lxw_workbook_options()
    options.constant_memory = 1
    guard let pointer = workbook_new_opt(path, &options) else {
      throw WorkbookError.notWritten("no memory")
    }
    self.pointer = pointer
    // Zero would mean now.
    let moment = max(created, 1)
    try withStrings(title, "soko") { title, author in
      var properties = lxw_doc_properties()
      properties.title = title
      properties.author = author
      properties.created = time_t(moment)
      try check(workbook_set_properties(pointer, &properties))
    }
  }

  deinit { if !isClosed { lxw_workbook_free(pointer) } }

  /// Adds a sheet after those there are.
  ///
  /// - Parameter name: at most 31 characters, none of `[ ] : * ? / \`, another than the others' names.
  func addSheet(_ name: String) throws -> Sheet {
    try check(workbook_validate_sheet_name(pointer, name))
    guard let sheet = workbook_add_worksheet(pointer, name) else {
      throw WorkbookError.notWritten("no memory")
    }
    return Sheet(sheet, of: self)
  }

  /// Writes the file. Nothing may be written afterwards.
  func close() throws {
    isClosed = true
    try check(workbook_close(pointer))
  }

  fileprivate func format(_ style: Style) throws -> UnsafeMutablePointer<lxw_format>? {
    if style == Style() { return nil }
    if let format = formats[style] { return format }
    guard let format = workbook_add_format(pointer) else {
      throw WorkbookError.notWritten("no memory")
    }
    style.apply(to: format)
    formats[style] = format
    return format
  }
}

/// Why a workbook was not written.
package enum WorkbookError: Error, Hashable, CustomStringConvertible {
  /// In the words of the library.
  case notWritten(String)

  package var description: String {
    switch self {
    case .notWritten(let reason): "the workbook was not written: \(reason)"
    }
  }
}

/// How a cell looks.
struct Style: Hashable {
  enum Form { case general, text, integer, date }
  enum Fill: UInt32 {
    case heading = 0xDCE6F1
    case rejected = 0xF8CBAD
    case warning = 0xFFE699
    case quiet = 0xF2F2F2
  }

  var form = Form.general
  var fill: Fill?
  var isBold = false
  var isItalic = false
  var isWrapped = false

  /// Text that stays text.
  static let text = Style(form: .text)

  fileprivate func apply(to format: UnsafeMutablePointer<lxw_format>) {
    switch form {
    case .general: break
    case .text: format_set_num_format(format, "@")
    case .integer: format_set_num_format(format, "0")
    case .date: format_set_num_format(format, "dd.mm.yyyy")
    }
    if isBold { format_set_bold(format) }
    if isItalic { format_set_italic(format) }
    if isWrapped { format_set_text_wrap(format) }
    format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    if let fill {
      format_set_bg_color(format, fill.rawValue)
      format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_border_color(format, 0xBFBFBF)
    }
  }
}

/// One sheet of a workbook that is being written.
struct Sheet {
  let pointer: UnsafeMutablePointer<lxw_worksheet>
  private let workbook: Workbook

  fileprivate init(_ pointer: UnsafeMutablePointer<lxw_worksheet>, of workbook: Workbook) {
    self.pointer = pointer
    self.workbook = workbook
  }

  // MARK: Cells

  /// Writes a string cell, whatever the text begins with.
  func write(
    text: String, _ row: Int, _ column: Int, _ style: Style = .text
  ) throws {
    var style = style
    if style.form == .general { style.form = .text }
    let format = try workbook.format(style)
    try text.spreadsheetText.withCString { text in
      try check(worksheet_write_string(pointer, UInt32(row), UInt16(column), text, format))
    }
  }

  /// Writes a number; one that is not finite is written as text, since a sheet has none.
  ///
  /// A file holds 16 significant digits of it, and spreadsheets show 15.
  func write(number: Double, _ row: Int, _ column: Int, _ style: Style = Style()) throws {
    guard number.isFinite else { return try write(text: "\(number)", row, column, style) }
    try check(
      worksheet_write_number(
        pointer, UInt32(row), UInt16(column), number, try workbook.format(style)))
  }

  func write(flag: Bool, _ row: Int, _ column: Int) throws {
    try check(
      worksheet_write_boolean(pointer, UInt32(row), UInt16(column), flag ? 1 : 0, nil))
  }

  /// Writes a day that spreadsheets can count with.
  ///
  /// - Returns: false, and nothing is written, before 1900-03-01: spreadsheets disagree on those days.
  func write(daysSince1970: Int, _ row: Int, _ column: Int) throws -> Bool {
    // 1970-01-01 is day 25,569 of the 1900 system, in which 29 February 1900 existed and was day 60.
    let serial = daysSince1970 + 25_569
    guard serial > 60 else { return false }
    try write(number: Double(serial), row, column, Style(form: .date))
    return true
  }

  /// Writes a cell without a value.
  func write(blank style: Style, _ row: Int, _ column: Int) throws {
    try check(
      worksheet_write_blank(pointer, UInt32(row), UInt16(column), try workbook.format(style)))
  }

  /// Puts a note to a cell.
  func note(_ text: String, _ row: Int, _ column: Int) throws {
    try text.spreadsheetText.withCString { text in
      var options = lxw_comment_options()
      options.width = 320
      options.height = 120
      try check(
        worksheet_write_comment_opt(pointer, UInt32(row), UInt16(column), text, &options))
    }
  }

  // MARK: Layout

  /// Widths are in characters. Cells of the columns that nobody writes have the style too.
  func setColumns(_ columns: ClosedRange<Int>, width: Double, _ style: Style = Style()) throws {
    try check(
      worksheet_set_column(
        pointer, UInt16(columns.lowerBound), UInt16(columns.upperBound), width,
        try workbook.format(style)))
  }

  /// Sets a row's height in points; before its cells are written.
  func setRow(_ row: Int, height: Double) throws {
    try check(worksheet_set_row(pointer, UInt32(row), height, nil))
  }

  /// Keeps the first rows and columns in sight.
  func freeze(rows: Int, columns: Int = 0) {
    worksheet_freeze_panes(pointer, UInt32(rows), UInt16(columns))
  }

  /// Offers to filter a table of `rows`, the first of which is its header.
  func filter(rows: ClosedRange<Int>, columns: ClosedRange<Int>) throws {
    try check(
      worksheet_autofilter(
        pointer, UInt32(rows.lowerBound), UInt16(columns.lowerBound), UInt32(rows.upperBound),
        UInt16(columns.upperBound)))
  }

  /// Prints the sheet across the page, its width on one.
  func printWide() {
    worksheet_set_landscape(pointer)
    worksheet_fit_to_pages(pointer, 1, 0)
  }

  func setTab(_ fill: Style.Fill) { worksheet_set_tab_color(pointer, fill.rawValue) }

  /// Shows this sheet when the workbook is opened.
  func activate() { worksheet_activate(pointer) }
}

// MARK: What may be entered

extension Sheet {
  /// What a cell may be given by hand.
  enum Rule {
    /// One of the cells of a range, such as `=codes!$B$2:$B$9`, or any other after a warning.
    case list(range: String, isStrict: Bool)
    case integer(Int, Int)
    case decimal(Double, Double)
  }

  /// Checks what is entered into cells of a column, and says above a chosen one what it wants.
  func validate(
    rows: ClosedRange<Int>, column: Int, _ rule: Rule, title: String, message: String
  ) throws {
    var range: String?
    var validation = lxw_data_validation()
    validation.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_STOP.rawValue)
    switch rule {
    case .list(let formula, let isStrict):
      range = formula
      validation.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      if !isStrict { validation.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue) }
    case .integer(let low, let high):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
      validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      (validation.minimum_number, validation.maximum_number) = (Double(low), Double(high))
    case .decimal(let low, let high):
      validation.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      validation.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      (validation.minimum_number, validation.maximum_number) = (low, high)
    }
    // A longer title or message is refused by spreadsheets.
    try withStrings(String(title.prefix(32)), String(message.prefix(255))) { title, message in
      try withStrings(range ?? "", "") { formula, _ in
        validation.input_title = title
        validation.input_message = message
        if range != nil { validation.value_formula = formula }
        try check(
          worksheet_data_validation_range(
            pointer, UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound),
            UInt16(column), &validation))
      }
    }
  }
}

// MARK: Text

extension String {
  /// The text as a cell can hold it: without characters that XML has no place for, and not too long.
  ///
  /// `_x0041_` would be read as `A`, so its own low line is written in that way too.
  fileprivate var spreadsheetText: String {
    let isPlain = !utf8.contains { $0 == 0x5F || $0 == 0 || $0 == 0xEF }
    guard !isPlain || utf8.count > Workbook.textLimit else { return self }
    var text = ""
    var units = 0
    for (index, scalar) in zip(unicodeScalars.indices, unicodeScalars) {
      let written: String
      switch scalar {
      case "\0", "\u{FFFE}", "\u{FFFF}": written = "\u{FFFD}"
      case "_" where isEscape(at: index): written = "_x005F_"
      default: written = String(scalar)
      }
      units += written.utf16.count
      guard units < Workbook.textLimit else { return text + "…" }
      text += written
    }
    return text
  }

  private func isEscape(at index: String.Index) -> Bool {
    let scalars = unicodeScalars[index...].prefix(7)
    guard scalars.count == 7, scalars.last == "_", scalars.dropFirst().first == "x" else {
      return false
    }
    return scalars.dropFirst(2).prefix(4).allSatisfy(\.properties.isASCIIHexDigit)
  }
}

/// Two strings as C wants them, for the time of a call.
private func withStrings(
  _ first: String, _ second: String,
  _ body: (UnsafeMutablePointer<CChar>, UnsafeMutablePointer<CChar>) throws -> Void
) rethrows {
  var (first, second) = (Array(first.utf8CString), Array(second.utf8CString))
  try first.withUnsafeMutableBufferPointer { first in
    try second.withUnsafeMutableBufferPointer { second in
      guard let first = first.baseAddress, let second = second.baseAddress else { return }
      try body(first, second)
    }
  }
}

/// Throws what the library says went wrong.
func check(_ error: lxw_error) throws {
  guard error != LXW_NO_ERROR else { return }
  throw WorkbookError.notWritten(String(cString: lxw_strerror(error)))
}
