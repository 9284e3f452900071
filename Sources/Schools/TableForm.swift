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
  /// Of text and pages: the character encoding, as IANA names it, in lower case.
  package var encoding: String?
  package var isEncodingDeclared = false
  /// Of text: what stands between cells.
  package var delimiter: String?
  package var isDelimiterDeclared = false
  /// Of a workbook: the sheet's name.
  package var sheet: String?
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
    case container, encoding, isEncodingDeclared, delimiter, isDelimiterDeclared, sheet, isDetected
    case notations
  }

  /// Reads receipts of earlier versions too, which say less.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    container = try values.decode(Container.self, forKey: .container)
    encoding = try values.decodeIfPresent(String.self, forKey: .encoding)
    delimiter = try values.decodeIfPresent(String.self, forKey: .delimiter)
    sheet = try values.decodeIfPresent(String.self, forKey: .sheet)
    isDetected = try values.decodeIfPresent(Bool.self, forKey: .isDetected) ?? false
    isEncodingDeclared =
      try values.decodeIfPresent(Bool.self, forKey: .isEncodingDeclared) ?? !isDetected
    isDelimiterDeclared =
      try values.decodeIfPresent(Bool.self, forKey: .isDelimiterDeclared) ?? !isDetected
    notations = try values.decodeIfPresent([Notation].self, forKey: .notations) ?? []
  }
}
