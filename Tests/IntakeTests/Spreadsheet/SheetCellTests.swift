import Foundation
import Schools
import Testing

@testable import Intake

@Suite struct SheetCellTests {
  @Test func `shared texts, runs and pronunciation`() throws {
    let texts = """
      <si><t>9А</t></si><si><r><t xml:space="preserve">ёлки </t></r><r><rPr><b/></rPr><t>да</t></r>\
      <rPh sb="0" eb="1"><t>слог</t></rPh></si><si><t>строка_x000D_ и _x005F_x000D_</t></si><si/>
      """
    let sheet = """
      <sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>\
      <c r="C2" t="s"><v>2</v></c><c r="D2" t="s"><v>3</v></c><c r="E2" t="s"><v>4</v></c></row></sheetData>
      """
    #expect(
      try TestWorkbook(sheet, texts: texts).records()
        == ["2: 9А|ёлки да|строка\r и _x000D_||!unreadable"])
  }

  @Test func `texts in the cell, of formulas, flags and errors`() throws {
    let sheet = """
      <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a &amp; b</t><rPh sb="0" eb="1"><t>x</t></rPh></is></c>\
      <c r="B1" t="str"><f>A1&amp;"!"</f><v>a!</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="b"><v>0</v></c>\
      <c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F1" t="e"><v>#REF!</v></c></row>\
      <row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2"><f>B1</f></c><c r="C2"><f>C1</f><v></v></c>\
      <c r="D2" t="str"><f>""</f><v></v></c><c r="E2" t="str"><f>A1</f></c><c r="F2" s="3"/></row></sheetData>
      """
    #expect(
      try TestWorkbook(sheet).records() == [
        "1: a & b|a!|true|false|!division|!reference", "2: 2|!unsaved|!unsaved||!unsaved",
      ])
  }

  /// 2025-06-21 is day 45829 of the system of 1900 and 44367 of that of 1904: 1462 days lie between them.
  @Test func `dates of both systems by their formats`() throws {
    func sheet(_ day: Int) -> String {
      """
      <sheetData><row r="1"><c s="1"><v>\(day)</v></c><c s="3"><v>\(day).75</v></c><c s="5"><v>\(day)</v></c>\
      <c s="6"><v>\(day)</v></c><c s="6"><v>\(day).4375</v></c><c s="7"><v>0.5</v></c><c><v>\(day)</v></c>\
      <c t="d"><v>2025-06-21T00:00:00</v></c><c t="d"><v>2025-06-21T10:30:00</v></c></row></sheetData>
      """
    }
    func expected(_ day: Int) -> [String] {
      [
        "1: 2025-06-21|2025-06-21|2025-06-21|2025-06-21|2025-06-21T10:30:00|12:00:00|\(day)|2025-06-21|2025-06-21T10:30:00"
      ]
    }
    var workbook = TestWorkbook(sheet(45_829))
    #expect(try workbook.records() == expected(45_829))
    workbook = TestWorkbook(sheet(44_367))
    workbook.isFrom1904 = true
    #expect(try workbook.records() == expected(44_367))
  }

  @Test func `the system of 1900 has a day that never was`() {
    let dates = SerialDate(isFrom1904: false)
    func text(_ serial: Double) -> String? {
      dates.text(serial, as: .date).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(text(1) == "1900-01-01" && text(59) == "1900-02-28" && text(61) == "1900-03-01")
    #expect(text(60) == nil && text(0) == nil && text(-1) == nil && text(2_958_466) == nil)
    #expect(text(2_958_465) == "9999-12-31")
    #expect(text(45_828.999_999_9) == "2025-06-21")
    let first = SerialDate(isFrom1904: true).text(0, as: .date)
    #expect(first.map { String(decoding: $0, as: UTF8.self) } == "1904-01-01")
  }

  @Test func `percents are what a person sees, without the dust of binary fractions`() throws {
    let sheet = """
      <sheetData><row r="1"><c s="2"><v>0.45000000000000001</v></c><c s="4"><v>0.145</v></c>\
      <c s="2"><v>0.28999999999999998</v></c><c s="2"><v>1</v></c><c s="4"><v>7.0000000000000007E-2</v></c>\
      <c s="9"><v>25</v></c><c s="8"><v>0123</v></c></row></sheetData>
      """
    #expect(try TestWorkbook(sheet).records() == ["1: 45%|14.5%|29%|100%|7%|25|0123"])
  }

  @Test(arguments: [
    ("0.45000000000000001", "0.45"), ("4.2857142857142856", "4.28571428571429"),
    ("1E-3", "0.001"), ("1.5E+20", "150000000000000000000"), ("-2.5e-7", "-0.00000025"),
    ("123456789012345", "123456789012345"), ("1234567890123456", "1234567890123460"),
    ("0.1", "0.1"), ("-12.50", "-12.50"), ("0.30000000000000004", "0.3"), ("1E400", "1E400"),
    ("1e", "1e"), ("5,5", "5,5"), ("0", "0"),
  ])
  func `numbers are the nearest decimal of fifteen digits`(_ stored: String, _ shown: String) throws
  {
    let sheet = "<sheetData><row><c><v>\(stored)</v></c></row></sheetData>"
    #expect(try TestWorkbook(sheet).records() == ["1: \(shown)"])
  }

  @Test func `numbers round by their text as the binary number does`() throws {
    var state: UInt64 = 42
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let exponent = Int(state >> 40) % 60 - 30
      let value = (Double(state >> 11) + 0.5) / 9_007_199_254_740_992 * pow(10, Double(exponent))
      let stored = "\(value)"
      let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: NumberText.capacity)
      defer { buffer.deallocate() }
      let length = try #require(
        Array(stored.utf8).withUnsafeBytes { NumberText.write($0, to: buffer) })
      let written = String(
        decoding: UnsafeBufferPointer(start: buffer, count: length), as: UTF8.self)
      #expect(
        Decimal(string: written) == Decimal(string: String(format: "%.14e", value)), "\(stored)")
      #expect(!written.contains("e"))
    }
  }

  @Test(arguments: [
    ("General", CellStyle.number), ("Основной", .number), ("0.00", .number),
    ("#,##0.00\\ \"₽\"", .number),
    ("0%", .percent), ("0.0%", .percent), ("dd.mm.yyyy", .date), ("ДД.ММ.ГГГГ", .date),
    ("[$-419]d mmm yyyy;@", .date), ("mmmm yyyy", .date), ("dd.mm.yyyy h:mm", .moment),
    ("h:mm:ss", .time), ("[h]:mm", .time), ("mm:ss.0", .time), ("0\" дней\"", .number),
    ("0 чел.", .number), ("\"год\" 0", .number), ("@", .number), ("0.00E+00", .number),
    ("[Red]0;[Blue]dd", .number), ("yyyy\"г.\"", .date), ("\\d0", .number), ("", .number),
  ])
  func `format codes tell dates and percents`(_ code: String, _ style: CellStyle) {
    #expect(CellStyle(code: code) == style)
  }

  @Test func `rows and cells without addresses follow one another`() throws {
    let sheet = """
      <sheetData><row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="5" hidden="1"><c><v>4</v></c></row>\
      <row/><row><c><v>5</v></c></row></sheetData>
      """
    #expect(try TestWorkbook(sheet).records() == ["1: 1|||2|3", "5: 4", "7: 5"])
  }

  @Test func `prefixes of names and strict namespaces do not matter`() throws {
    var workbook = TestWorkbook("")
    workbook.parts["xl/worksheets/sheet1.xml"] = """
      <x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1">\
      <x:c r="A1" t="inlineStr"><x:is><x:t>да</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>
      """
    #expect(try workbook.records() == ["1: да"])
  }

  @Test func `a merged cell's value goes down its rows and not to the right`() throws {
    let sheet = """
      <sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>9А</t></is></c><c r="B1"><v>1</v></c></row>\
      <row r="2"><c r="B2"><v>2</v></c></row><row r="3"><c r="A3"/><c r="B3"><v>3</v></c></row>\
      <row r="4"><c r="B4"><v>4</v></c></row><row r="5"><c r="B5"><v>5</v></c></row></sheetData>\
      <mergeCells count="2"><mergeCell ref="A1:A3"/><mergeCell ref="B4:C5"/></mergeCells>
      """
    #expect(
      try TestWorkbook(sheet).records() == ["1: 9А|1", "2: 9А|2", "3: 9А|3", "4: |4", "5: |5"])
  }

  @Test func `rows across the borders of chunks are whole`() throws {
    let rows = (1...5000).map { number in
      "<row r=\"\(number)\"><c r=\"A\(number)\" t=\"s\"><v>\(number % 3)</v></c><c r=\"B\(number)\"><v>\(number)</v></c><c r=\"C\(number)\" s=\"1\"><v>45829</v></c><c r=\"D\(number)\" t=\"inlineStr\"><is><t>\(String(repeating: "я", count: number % 50))</t></is></c></row>"
    }
    let workbook = TestWorkbook(
      "<sheetData>\(rows.joined())</sheetData>",
      texts: "<si><t>ноль</t></si><si><t>один</t></si><si><t>два</t></si>")
    let expected = (1...5000).map { number -> String in
      let last = String(repeating: "я", count: number % 50)
      return "\(number): \(["ноль", "один", "два"][number % 3])|\(number)|2025-06-21"
        + (last.isEmpty ? "" : "|\(last)")
    }
    #expect(try workbook.records() == expected)
  }
}
