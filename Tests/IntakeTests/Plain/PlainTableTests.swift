import Foundation
import Schools
import Testing

@testable import Intake

@Suite struct PlainTableTests {
  /// Calls `body` with the path of a file of these bytes.
  private func file<T>(
    _ bytes: Data, _ name: String = "table.csv", _ body: (String) throws -> T
  ) throws -> T {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-plain-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent(name).path
    try bytes.write(to: URL(fileURLWithPath: path))
    return try body(path)
  }

  private func table(
    _ text: String, texts: [String] = ["id"], numbers: [String] = ["x"]
  ) throws -> PlainTable {
    try file(Data(text.utf8)) { try PlainTable.read(path: $0, texts: texts, numbers: numbers) }
  }

  /// `code row column` of each problem of a text.
  private func refusal(of text: String) throws -> [String] {
    try refusal(of: Data(text.utf8))
  }

  private func refusal(of bytes: Data, _ name: String = "table.csv") throws -> [String] {
    do {
      _ = try file(bytes, name) { try PlainTable.read(path: $0, texts: ["id"], numbers: ["x"]) }
      return []
    } catch let refused as TableRefused {
      return refused.problems.map { problem in
        ([problem.code]
          + [problem.location.row.map(String.init), problem.location.column]
          .compactMap { $0 }).joined(separator: " ")
      }
    }
  }

  @Test func `columns come by name, identifiers as they stand, empty cells as missing`() throws {
    let found = try table(
      "\u{FEFF}x,other,id\r\n1.5,q,007\r\n, \"r\"\"\",\"Школа, первая\"\r\n\r\n-2e3,,\r\n3,,007\r\n"
        .replacing(", \"r\"\"\"", with: ",\"r\"\"\""))
    #expect(found.rows == 4)
    #expect(found.texts[0].names == ["007", "Школа, первая"])
    #expect((0..<4).map { found.texts[0][$0] } == ["007", "Школа, первая", nil, "007"])
    #expect(found.numbers[0][0] == 1.5 && found.numbers[0][2] == -2000)
    #expect(found.numbers[0][1].isNaN)
    // The header is row 1, the empty line row 4.
    #expect(found.lines == [2, 3, 5, 6])
  }

  @Test func `a packed file is the file`() throws {
    let packed = try #require(Data(base64Encoded: Self.packed))
    let found = try file(packed, "table.csv.gz") {
      try PlainTable.read(path: $0, texts: ["id"], numbers: ["x"])
    }
    #expect(found.texts[0].names == ["007", "школа"])
    #expect(found.numbers[0][0] == 1.5 && found.numbers[0][1].isNaN)
  }

  @Test func `a damaged or foreign packed file is refused`() throws {
    let packed = try #require(Data(base64Encoded: Self.packed))
    let name = "table.csv.gz"
    #expect(try refusal(of: packed.prefix(packed.count - 12), name) == ["method.gzip_malformed"])
    #expect(try refusal(of: Data("id,x\n1,2\n".utf8), name) == ["method.gzip_malformed"])
    #expect(try refusal(of: Data(), name) == ["method.gzip_malformed"])
    var broken = packed
    // One letter for another unpacks well and is not what was packed.
    broken[14] ^= 0x40
    #expect(try refusal(of: broken, name) == ["method.gzip_malformed"])
    // Of two files one after the other only the last could be checked.
    #expect(try refusal(of: packed + packed, name) == ["method.gzip_malformed"])
  }

  @Test func `what is wrong is named with its row and column, and never shown`() throws {
    #expect(try refusal(of: "") == ["intake.header_missing"])
    #expect(
      try refusal(of: "name,y\n1,2\n")
        == ["method.column_missing 1 id", "method.column_missing 1 x"])
    #expect(try refusal(of: "id,x,x\n1,2,3\n") == ["method.column_repeated 1 x"])
    #expect(
      try refusal(of: "id,x\na,1\nb,two\nc,\"1,5\"\nd,nan\ne,inf\nf,0x10\n") == [
        "method.number_malformed 3 x", "method.number_malformed 4 x",
        "method.number_malformed 5 x", "method.number_malformed 6 x",
        "method.number_malformed 7 x",
      ])
    #expect(try refusal(of: "id,x\na,1,2\nb\n") == ["intake.row_width 2", "intake.row_width 3"])
    #expect(try refusal(of: "id,x\n\"a,1\n") == ["intake.quote_unclosed 2"])
    #expect(try refusal(of: "id,x\n\"a\"b,1\n") == ["intake.quote_misplaced 2"])
    #expect(
      try refusal(of: Data([0x69, 0x64, 0x2C, 0x78, 0x0A, 0xFF, 0x2C, 0x31, 0x0A]))
        == ["intake.text_malformed 2"])
    // One that is wrong all through is not read to its end.
    let many = "id,x\n" + (0..<500).map { "s\($0),?\n" }.joined()
    #expect(try refusal(of: many).count == 20)
  }

  @Test func `numbers are the nearest binary ones`() throws {
    func parse(_ text: String) -> Double? {
      Array(text.utf8).withUnsafeBytes { PlainNumber.parse($0) }
    }
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let mantissa = Int64(bitPattern: generator.next()) >> (generator.next() % 60)
      let digits = Int(generator.next() % 20)
      var text = String(mantissa.magnitude)
      while text.count <= digits { text = "0" + text }
      text.insert(".", at: text.index(text.endIndex, offsetBy: -digits))
      if mantissa < 0 { text = "-" + text }
      #expect(parse(text) == Double(text), "\(text)")
    }
    for text in ["1e5", "-1.25E-3", "+7", ".5", "5.", "00012", "9007199254740993", "-0"] {
      #expect(
        parse(text)
          == Double(text.hasSuffix(".") ? text + "0" : text.hasPrefix(".") ? "0" + text : text),
        "\(text)")
    }
    for text in ["", "-", ".", "1.2.3", "1,5", "1 000", "1e", "--1", "1e999"] {
      #expect(parse(text) == nil, "\(text)")
    }
  }

  /// `gzip -9n` of an identifier column and numbers, one missing.
  private static let packed =
    "H4sIAAAAAAACA8tM0angMjAw1zHUM+W62HFh14V9F3Zf2KDDBQCwD4MzGQAAAA=="
}
