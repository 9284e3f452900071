import Foundation
import Schools

/// What a workbook says of the records in it: its sheet `soko`, as a descriptor says it of a bundle.
package struct WorkbookDescription: Hashable, Sendable {
  /// The sheet's name; it is no table.
  static let sheetName = "soko"
  static let schemaVersion = 1

  package var schoolCode: String?
  package var academicYear: Int?
  /// `full` or `amend`.
  package var mode: String
  /// The day or moment whose state the rows describe.
  package var asOf: String
  /// When the workbook was written, in seconds since 1970.
  package var created: Int
  package var generator: String
  package var isSynthetic: Bool

  package init(
    schoolCode: String? = nil, academicYear: Int? = nil, mode: String = "full", asOf: String,
    created: Int, generator: String, isSynthetic: Bool = false
  ) {
    self.schoolCode = schoolCode
    self.academicYear = academicYear
    self.mode = mode
    self.asOf = asOf
    self.created = created
    self.generator = generator
    self.isSynthetic = isSynthetic
  }

  /// Adds the sheet: a key and its value a row, and beside them what the key means.
  func write(to workbook: Workbook) throws {
    let sheet = try workbook.addSheet(Self.sheetName)
    try sheet.setColumns(0...0, width: 22, .text)
    try sheet.setColumns(1...1, width: 24, .text)
    try sheet.setColumns(2...2, width: 90, .text)
    sheet.printWide()
    let lines: [(key: String, value: String, note: String)] = [
      (
        "soko:schemaVersion", "\(Self.schemaVersion)",
        "Версия правил. Не меняйте."
      ),
      ("soko:schoolCode", schoolCode ?? "", "Код школы в реестре."),
      (
        "soko:academicYear", academicYear.map(String.init) ?? "",
        "Год, в котором учебный год кончается: 2025 — это 2024/25."
      ),
      (
        "soko:mode", mode,
        "full — таблицы книги заменяются целиком; amend — строки добавляются и меняются по ключу."
      ),
      (
        "soko:asOf", asOf,
        "На какой день верны сведения, ГГГГ-ММ-ДД. Из двух книг действует та, где день позже."
      ),
      ("soko:created", Self.moment(created), "Когда составлена книга."),
      ("soko:generator", generator, "Чем составлена."),
      ("soko:synthetic", isSynthetic ? "true" : "false", "true — сведения вымышлены."),
    ]
    for (row, line) in lines.enumerated() {
      try sheet.write(text: line.key, row, 0, Style(form: .text, isBold: true))
      if !line.value.isEmpty {
        try sheet.write(text: line.value, row, 1)
      }
      try sheet.write(text: line.note, row, 2, Style(form: .text, isItalic: true))
    }
  }

  /// ISO 8601 in UTC.
  package static func moment(_ seconds: Int) -> String {
    Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
  }

  /// The day of a moment in UTC.
  package static func day(_ seconds: Int) -> String { String(moment(seconds).prefix(10)) }
}
