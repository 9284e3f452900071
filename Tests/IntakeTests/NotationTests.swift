import Schools
import Testing

@testable import Intake

/// Cells in the notations that people and programs use.
@Suite struct NotationTests {
  private typealias Field = RecordTable.Field
  private typealias Name = TableForm.Notation.Name

  /// The value of a cell and the notations it was found in, or the defect, as the reader of tables would see.
  private func read(
    _ text: String, _ kind: RecordTable.Kind,
    _ declare: (inout BundleDescriptor.Field) -> Void = { _ in },
    spelling: RecordTable.Spelling = .asWritten
  ) -> (value: String, seen: [Name]) {
    var declared = BundleDescriptor.Field(name: "x", type: "any")
    declare(&declared)
    let parser = CellParser(
      Field("x", kind, "", spelling: spelling), declared: declared)
    var seen = SeenNotations()
    var text = text
    let value = text.withUTF8 { utf8 -> String in
      let bytes = UTF8Text.trimmed(UnsafeRawBufferPointer(utf8))
      if let cell = parser.canonical.value(bytes) { return cell.plain }
      do throws(CellParser.Defect) {
        return try parser.parse(bytes, .text, &seen).plain
      } catch {
        return "\(error)"
      }
    }
    return (value, seen.list.map(\.name))
  }

  private static let number = RecordTable.Kind.decimal()

  @Test(arguments: [
    ("4.25", "4.25"), ("4,25", "4.25"), ("-0,5", "-0.5"), ("−0,5", "-0.5"), ("1 234,5", "1234.5"),
    ("1\u{A0}234\u{A0}567", "1234567"), ("12\u{2009}500,75", "12500.75"),
    ("12\u{202F}500", "12500"),
    ("1'234", "1234"), ("1’234", "1234"), ("1,234", "1.234"), ("1.234", "1.234"), ("007", "7"),
    ("0,000", "0"), ("1.50", "1.5"),
  ])
  func `numbers are exact in every notation`(_ text: String, _ value: String) {
    #expect(read(text, Self.number).value == value)
  }

  @Test(
    arguments: [
      "1 23", "12 34", "1234 567", "1 234\u{A0}567", " 1  234", "1,2,3", "1,", ",5", "1.234,5",
      "1,234.5",
      "5%", "1e5", "0 123", "--5", "", "1 2345", "1234 ,5", "٣",
    ].filter { !$0.isEmpty })
  func `what is no number in any of them is malformed`(_ text: String) {
    #expect(read(text, Self.number).value == "malformed")
  }

  @Test(arguments: [
    ("5", "5"), ("5.0", "5"), ("5,0", "5"), ("5,00", "5"), ("1 000", "1000"),
    ("5,000", "malformed"),
    ("1.000", "malformed"), ("5.5", "malformed"), ("5%", "malformed"),
  ])
  func `a whole number may have a fraction of zeros, but none that looks like thousands`(
    _ text: String, _ value: String
  ) {
    #expect(read(text, .integer()).value == value)
  }

  @Test(arguments: [
    ("0.45", "0.45"), ("0,45", "0.45"), ("45%", "0.45"), ("45 %", "0.45"), ("45,5\u{A0}%", "0.455"),
    ("100%", "1"), ("0%", "0"), ("1", "1"), ("0,5%", "0.005"), ("45\u{202F}%", "0.45"),
    ("45", "ambiguous"), ("1,01", "ambiguous"), ("145%", "outOfRange"), ("-0,1", "outOfRange"),
    ("%", "malformed"),
  ])
  func `a share is a part of one, a percent sign divides by a hundred, and nothing else does`(
    _ text: String, _ value: String
  ) {
    #expect(read(text, .share).value == value)
  }

  @Test(arguments: [
    ("45", "0.45"), ("0,45", "0.0045"), ("45%", "0.45"), ("100", "1"), ("1", "0.01"),
    ("101", "outOfRange"),
  ])
  func `a share that is declared as percent is divided by a hundred throughout`(
    _ text: String, _ value: String
  ) {
    #expect(read(text, .share, { $0.unit = .percent }).value == value)
  }

  @Test func `declared marks win over what would be recognized`() {
    func read(_ text: String, _ decimal: String?, _ group: String?) -> String {
      self.read(text, Self.number) {
        $0.decimalChar = decimal
        $0.groupChar = group
      }.value
    }
    #expect(read("1.234,5", ",", ".") == "1234.5")
    #expect(read("1,234.5", nil, ",") == "1234.5")
    #expect(read("1,234", nil, ",") == "1234")
    #expect(read("1,234", ".", nil) == "malformed")
    #expect(read("1.5", ",", nil) == "malformed")
    #expect(read("1 234", ".", nil) == "malformed")
    #expect(read("1 234,5", ",", " ") == "1234.5")
  }

  @Test(
    arguments: [
      ("2025-06-21", []), ("21.06.2025", [.dayMonthYear]), ("21.6.25", [.shortYear]),
      ("2025-06-21T00:00:00", [.moment]), ("2025-06-21 00:00:00", [.moment]),
      ("21.06.2025 0:00:00", [.dayMonthYear, .moment]), ("45829", [.serialDate]),
    ] as [(String, [TableForm.Notation.Name])])
  func `21 June 2025 in every notation`(_ text: String, _ seen: [TableForm.Notation.Name]) {
    let found = read(text, .date)
    #expect(found.value == "2025-06-21")
    #expect(found.seen == seen)
  }

  @Test func `two digits of a year are 1969 to 2068, and Excel's days those of its table`() {
    #expect(read("01.01.68", .date).value == "2068-01-01")
    #expect(read("01.01.69", .date).value == "1969-01-01")
    // Published by Microsoft for DATE: 1 January 2008 is 39448.
    #expect(read("39448", .date).value == "2008-01-01")
    #expect(read("73415", .date).value == "2100-12-31")
    for text in ["73416", "18263", "2025", "45829.5", "045829", "60"] {
      #expect(read(text, .date).value == "malformed", "\(text)")
    }
  }

  @Test(arguments: [
    "31.02.2025", "2025-06-21T08:30:00", "2025-06-21T00:00:00Z", "06/21/2025", "21-06-2025",
    "21.06.025", "21.06", "21.06.2025.", "2025-6-1",
  ])
  func `what is no date, or may be another, is malformed`(_ text: String) {
    #expect(read(text, .date).value == "malformed")
  }

  @Test func `a declared format is the only one`() {
    func read(_ text: String, _ format: String) -> String {
      self.read(text, .date) { $0.format = format }.value
    }
    #expect(read("06/21/2025", "%m/%d/%Y") == "2025-06-21")
    #expect(read("20250621", "%Y%m%d") == "2025-06-21")
    #expect(read("21.06.25 08:30", "%d.%m.%y %H:%M") == "2025-06-21")
    #expect(read("2025-06-21", "%m/%d/%Y") == "malformed")
    #expect(read("21.06.2025", "default") == "malformed")
    #expect(read("21.06.2025", "any") == "2025-06-21")
    for format in ["%d.%m", "%d.%m.%Y %d", "%Q", "%", "DD.MM.YYYY"] {
      #expect(DatePattern(format) == nil, "\(format)")
    }
  }

  @Test(arguments: [
    ("9А", "9А"), ("9а", "9А"), ("9 «А»", "9А"), ("9-а", "9А"), ("9A", "9А"), ("9 \"A\"", "9А"),
    ("«9А»", "9А"), ("9_А", "9А"), ("9 – А", "9А"), ("10Ё", "10Ё"), ("11 фм", "11ФМ"),
    ("1Е\u{308}", "1Ё"), ("1и\u{306}", "1Й"), ("9", "9"), ("9D", "9D"), ("13А", "13А"),
    ("Кадеты", "Кадеты"),
    ("9А-1", "9А-1"), ("cls-9a", "cls-9a"), ("9 А Б", "9 А Б"), ("9АБВГ", "9АБВГ"),
  ])
  func `a class has one spelling, and other codes stay as they are`(
    _ text: String, _ value: String
  ) {
    let found = read(text, .code, spelling: .classCode)
    // By bytes: a letter and its mark written apart are equal to one as text.
    #expect(found.value.utf8.elementsEqual(value.utf8))
    #expect(found.seen == (text.utf8.elementsEqual(value.utf8) ? [] : [.classSpelling]))
  }

  @Test(arguments: ["-", ".", "–", "—", "−"])
  func `a sign for an empty cell is no value of any kind`(_ text: String) {
    let kinds: [RecordTable.Kind] = [
      .code, .text, .integer(), .decimal(), .share, .date, .flag, .choice(["a"]),
    ]
    for kind in kinds { #expect(read(text, kind).value == "absent", "\(kind)") }
  }

  @Test func `declared texts for an empty cell are the only ones`() {
    #expect(read("999", .integer(), { $0.missingValues = ["", "999"] }).value == "absent")
    #expect(read("-", .code, { $0.missingValues = ["нет"] }).value == "-")
    #expect(read("-", .integer(), { $0.missingValues = [""] }).value == "malformed")
  }

  @Test(arguments: [
    ("да", "1"), ("НЕТ", "0"), ("True", "1"), ("ложь", "0"), ("ИСТИНА", "1"), ("1", "1"),
    ("2", "malformed"), ("+", "malformed"),
  ])
  func `a flag is yes or no in words`(_ text: String, _ value: String) {
    #expect(read(text, .flag).value == value)
  }

  @Test func `the code of a class has one spelling in every table`() {
    let fields = RecordTable.all.flatMap { table in
      table.fields.filter { $0.name == "class_code" }
    }
    #expect(fields.count >= 5 && fields.allSatisfy { $0.spelling == .classCode })
  }
}
