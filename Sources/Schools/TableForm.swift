/// How a table's file was written, as its descriptor declares it or as it was found out.
package struct TableForm: Hashable, Sendable {
  package enum Container: String, Hashable, Sendable, Codable {
    /// Delimited text.
    case text
    /// A sheet of a workbook.
    case workbook
    /// A table of an HTML page.
    case page
  }

  package var container: Container
  /// The export of another system that it was recognized as; nil when it is none.
  package var source: Words?
  /// Of text and pages: the character encoding, as IANA names it, in lower case.
  package var encoding: String?
  /// The descriptor or the file itself says it; otherwise it was found out.
  package var isEncodingDeclared = false
  /// Of text: what stands between cells.
  package var delimiter: String?
  package var isDelimiterDeclared = false
  /// Of a workbook: the sheet's name.
  package var sheet: String?
  /// Where the header and the rows were found; nil when nothing was read.
  package var layout: Layout?
  /// Whether any of this was found out rather than declared.
  package var isDetected = false
  /// How cells were written where it is not as the profile writes them, in the order of ``Notation/Name``.
  package var notations: [Notation] = []

  package init(container: Container) { self.container = container }

  /// Notes how cells were written.
  package mutating func add(_ notations: [Notation]) {
    self.notations += notations
    if notations.contains(where: { !$0.isDeclared }) { isDetected = true }
  }
}

extension TableForm {
  /// A way of writing values that some cells of the file have.
  package struct Notation: Hashable, Sendable, Codable {
    package let name: Name
    /// The descriptor declares it; otherwise it was recognized.
    package let isDeclared: Bool

    package init(_ name: Name, isDeclared: Bool) {
      self.name = name
      self.isDeclared = isDeclared
    }

    package enum Name: String, Hashable, Sendable, Codable, CaseIterable {
      /// `4,25`
      case decimalComma = "decimal-comma"
      /// `12 500`, with spaces of any kind or what is declared between thousands
      case groupedDigits = "grouped-digits"
      /// `5,0` for the whole number 5
      case wholeFraction = "whole-fraction"
      /// `45%` for the share 0.45
      case percentSign = "percent-sign"
      /// `45` for the share 0.45, as declared
      case percentNumber = "percent-number"
      /// `21.06.2025`
      case dayMonthYear = "day-month-year"
      /// `21.06.25`
      case shortYear = "short-year"
      /// `2025-06-21T00:00:00`
      case moment
      /// `45829`, a day counted as Excel does
      case serialDate = "serial-date"
      /// A date by the format that the descriptor gives
      case declaredDate = "declared-date"
      /// `9 «а»` for the class `9А`
      case classSpelling = "class-spelling"
      /// `гимназия` for the word `gymnasium`
      case words
      /// `н/а` in a column of marks
      case alternativeWord = "alternative-word"
      /// `-` or `.` for no value, or what is declared
      case absence
    }
  }
}

extension TableForm: Codable {
  private enum CodingKeys: String, CodingKey {
    case container, encoding, isEncodingDeclared, delimiter, isDelimiterDeclared, sheet, layout
    case isDetected, notations, source
  }

  /// Reads receipts of earlier versions too, which say less.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    container = try values.decode(Container.self, forKey: .container)
    source = try values.decodeIfPresent(Words.self, forKey: .source)
    encoding = try values.decodeIfPresent(String.self, forKey: .encoding)
    delimiter = try values.decodeIfPresent(String.self, forKey: .delimiter)
    sheet = try values.decodeIfPresent(String.self, forKey: .sheet)
    layout = try values.decodeIfPresent(Layout.self, forKey: .layout)
    isDetected = try values.decodeIfPresent(Bool.self, forKey: .isDetected) ?? false
    isEncodingDeclared =
      try values.decodeIfPresent(Bool.self, forKey: .isEncodingDeclared) ?? !isDetected
    isDelimiterDeclared =
      try values.decodeIfPresent(Bool.self, forKey: .isDelimiterDeclared) ?? !isDetected
    notations = try values.decodeIfPresent([Notation].self, forKey: .notations) ?? []
  }
}

extension TableForm {
  /// Where a table stands in its file, and which of its lines are no rows.
  package struct Layout: Hashable, Sendable, Codable {
    /// The last row of the header.
    package var headerRow = 0
    /// Rows of the header that make up its names: 1 or 2.
    package var headerRows = 1
    /// Rows above the header: a title, a date, a school.
    package var titleRows = 0
    /// Rows under the header that number or measure its columns, and headers repeated for print.
    package var noteRows = 0
    /// Rows of totals and means, which are not records.
    package var totalRows = 0
    /// Rows read that a person does not see.
    package var hiddenRows = 0
    /// Columns read that a person does not see.
    package var hiddenColumns = 0
    /// Cells whose value stands in the first cell of a merged range.
    package var mergedCells = 0
    /// Of a workbook: the column of each field, in letters.
    package var columns: [String: String] = [:]

    /// Columns read by a heading that is remembered of the school: what the heading means; nil when there is none.
    package var remembered: [String: String]?

    package init() {}

    /// The address of a field's cell in a workbook.
    package func cell(_ field: String?, row: Int?) -> String? {
      guard let field, let row, let column = columns[field] else { return nil }
      return "\(column)\(row)"
    }
  }
}
