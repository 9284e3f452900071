import Foundation
import Intake
import Schools

/// A workbook to typed cells on one core, beside openpyxl, which gives cells of Python.
///
/// Seconds are of the processor, so that what else the machine does counts for neither. The workbook is as Excel
/// writes one: texts are shared, dates are numbers with a format.
struct SheetBench {
  let runs: Int
  private static let rows = 100_000
  private static let columns = [
    "student_key", "exam_kind", "subject_code", "held_on", "primary_score", "score100", "status",
    "is_final",
  ]
  private static let origin = BundleOrigin(
    schoolCode: "large", academicYear: 2025, asOf: "2025-06-21", mode: .full)

  func run() async throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-bench-\(UUID().uuidString).xlsx")
    try Data(Self.workbook()).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let cells = Self.rows * Self.columns.count
    let own = BenchText.median(try (1...runs).map { _ in try Self.read(file.path) })
    Console.data(
      "sheets: \(Self.rows) rows of \(Self.columns.count) columns: \(BenchText.rate(cells, own)) cells/s typed, one core, of processor time"
    )
    let reading = [
      "bundle", "check", file.path, "--school", "large", "--year", "2025", "--as-of", "2025-06-21",
      "--mode", "full",
    ]
    if let peak = try await OwnProcess.run(reading) {
      Console.data(
        String(format: "sheets: a process that reads it takes %.0f MiB at most", peak / 1_048_576))
    }
    guard let taken = try Yardstick.python(Self.yardstick, [file.path])?["seconds"] else {
      Console.data("sheets: openpyxl: not installed here, left out")
      return
    }
    Console.data(
      String(
        format:
          "sheets: openpyxl, read-only, nothing typed: %@ cells/s; soko is %.1f times as fast",
        BenchText.rate(cells, taken), taken / own))
  }

  /// Processor seconds of a whole reading.
  private static func read(_ path: String) throws -> Double {
    let started = TextBench.processorSeconds
    var problems = ProblemList()
    var cells = 0
    guard let reader = try BundleReader.open(path, origin: origin, problems: &problems) else {
      throw BenchFailure.commandFailed("opening a workbook")
    }
    let read = try reader.read(reader.resources[0], problems: &problems) { cells += $0.count }
    guard read.count == rows, problems.isEmpty else {
      throw BenchFailure.commandFailed("reading \(rows) rows")
    }
    return TextBench.processorSeconds - started
  }

  private static let yardstick = """
    import sys, time, openpyxl
    t = time.process_time()
    book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
    n = 0
    for row in book["exam_result"].iter_rows(values_only=True): n += len(row)
    print("seconds", time.process_time() - t)
    """
}

// MARK: The workbook

extension SheetBench {
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relations =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  private static func workbook() throws -> [UInt8] {
    let (sheet, texts) = sheetAndTexts()
    let archive = try ZipWriter()
    for (name, text) in parts { try archive.add(name, Array(text.utf8)) }
    try archive.add("xl/sharedStrings.xml", texts)
    try archive.add("xl/worksheets/sheet1.xml", sheet)
    return try archive.finish()
  }

  private static var parts: [(String, String)] {
    func relation(_ id: String, _ type: String, _ target: String) -> String {
      "<Relationship Id=\"\(id)\" Type=\"\(relations)/\(type)\" Target=\"\(target)\"/>"
    }
    func all(_ relations: [String]) -> String {
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\(relations.joined())</Relationships>"
    }
    func type(_ part: String, _ kind: String) -> String {
      "<Override PartName=\"/\(part)\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.\(kind)+xml\"/>"
    }
    let types = [
      type("xl/workbook.xml", "sheet.main"), type("xl/worksheets/sheet1.xml", "worksheet"),
      type("xl/styles.xml", "styles"), type("xl/sharedStrings.xml", "sharedStrings"),
    ]
    return [
      (
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\(types.joined())</Types>"
      ),
      ("_rels/.rels", all([relation("rId1", "officeDocument", "xl/workbook.xml")])),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(relations)\"><sheets><sheet name=\"exam_result\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        all([
          relation("rId1", "worksheet", "worksheets/sheet1.xml"),
          relation("rId2", "styles", "styles.xml"),
          relation("rId3", "sharedStrings", "sharedStrings.xml"),
        ])
      ),
      (
        "xl/styles.xml",
        "<styleSheet xmlns=\"\(main)\"><fonts count=\"1\"><font/></fonts><fills count=\"1\"><fill><patternFill patternType=\"none\"/></fill></fills><borders count=\"1\"><border/></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"2\"><xf/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>"
      ),
    ]
  }

  /// Rows of `exam_result` and the texts that they share, of which every row has one of its own.
  private static func sheetAndTexts() -> (sheet: [UInt8], texts: [UInt8]) {
    let shared = columns + ["ege", "valid", "rus", "mat_prof", "phy", "soc", "bio"]
    var texts = "<sst xmlns=\"\(main)\">" + shared.map { "<si><t>\($0)</t></si>" }.joined()
    let heads = columns.indices.map { text(place($0, 1), $0) }
    var sheet = "<worksheet xmlns=\"\(main)\"><sheetData><row r=\"1\">\(heads.joined())</row>"
    sheet.reserveCapacity(rows * 340)
    texts.reserveCapacity(rows * 48)
    var state: UInt64 = 1
    for row in 0..<rows {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let (score, number) = (Int(state >> 33) % 101, row + 2)
      let key = String(state, radix: 32)
      texts +=
        "<si><t>k\(key)\(String(repeating: "x", count: max(0, 25 - key.utf8.count)))</t></si>"
      sheet += "<row r=\"\(number)\" spans=\"1:8\">"
      sheet += text(place(0, number), shared.count + row) + text(place(1, number), columns.count)
      sheet += text(place(2, number), columns.count + 2 + row % 5)
      sheet += "<c r=\"D\(number)\" s=\"1\"><v>\(45_818 + row % 20)</v></c>"
      sheet += "<c r=\"E\(number)\"><v>\(score / 2)</v></c><c r=\"F\(number)\"><v>\(score)</v></c>"
      sheet += text(place(6, number), columns.count + 1)
      sheet += "<c r=\"H\(number)\"><v>1</v></c></row>"
    }
    return (Array((sheet + "</sheetData></worksheet>").utf8), Array((texts + "</sst>").utf8))
  }

  private static func place(_ column: Int, _ row: Int) -> String {
    "\(Character(UnicodeScalar(UInt8(ascii: "A") + UInt8(column))))\(row)"
  }

  private static func text(_ place: String, _ index: Int) -> String {
    "<c r=\"\(place)\" t=\"s\"><v>\(index)</v></c>"
  }
}
