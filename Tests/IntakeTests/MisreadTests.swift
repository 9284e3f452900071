import Schools
import Testing

@testable import Intake

/// A row that cannot be read says at which byte of the file, and not what stands there.
@Suite struct MisreadTests {
  /// A file of many rows with one letter replaced by what the encoding has no character for.
  private struct Broken: CustomTestStringConvertible, Sendable {
    let encoding: TextEncoding
    let mark: Bool
    /// No character in the encoding.
    let unit: [UInt8]
    var rows = 3
    var testDescription: String { "\(encoding.rawValue) \(mark) \(rows)" }

    /// The bytes, and where the broken unit stands.
    func file() -> (bytes: [UInt8], offset: Int) {
      let head = EncodedText.bytes(
        "class_code;grade;profile\r\n"
          + (1...rows).map { "9А\($0);9;Профиль физико-математический\r\n" }.joined() + "9Б;9;при",
        encoding, mark: mark)
      let tail = EncodedText.bytes(
        "рода\r\n9В;9;История и право\r\n", encoding)
      return (head + unit + tail, head.count)
    }
  }

  @Test(
    arguments: [
      Broken(encoding: .utf8, mark: false, unit: [0xC3]),
      Broken(encoding: .utf8, mark: true, unit: [0xFE]),
      Broken(encoding: .utf8, mark: false, unit: [0x80], rows: 60_000),
      Broken(encoding: .windows1251, mark: false, unit: [0x98]),
      Broken(encoding: .windows1251, mark: false, unit: [0x98], rows: 60_000),
      Broken(encoding: .utf16LittleEndian, mark: true, unit: [0x00, 0xDC]),
      Broken(encoding: .utf16LittleEndian, mark: false, unit: [0x00, 0xDC], rows: 40_000),
      Broken(encoding: .utf16BigEndian, mark: true, unit: [0xDC, 0x00], rows: 40_000),
    ])
  private func `the byte is that of the file`(_ broken: Broken) throws {
    let (bytes, offset) = broken.file()
    let bundle = try TestPackage.bytes([("class", "class.csv", bytes, "")])
    let summary = try TemporaryFile.with(bundle) { try BundleReader.check($0) }
    let problem = try #require(summary.problems.problems.first)
    #expect(summary.problems.problems.count == 1)
    #expect(problem.line == "intake.text_malformed class.csv \(broken.rows + 2)")
    #expect(problem.arguments == ["offset": "\(offset)"])
    #expect(problem.message(.en).contains("from byte \(offset) on"))
    #expect(summary.tables.map(\.rows) == [broken.rows + 1])
  }

  @Test func `every row that cannot be read is counted, and reading does not slow down`() throws {
    let row = EncodedText.bytes("9А;9;", .windows1251) + [0x98, 0x98, 0x0A]
    let good = EncodedText.bytes("9Б;9;Профиль физико-математический\n", .windows1251)
    let rows = 200_000
    let bytes =
      Array("class_code;grade;profile\n".utf8) + good
      + Array(repeatElement(row, count: rows).joined())
    let bundle = try TestPackage.bytes([("class", "class.csv", bytes, "")])
    let summary = try TemporaryFile.with(bundle) { try BundleReader.check($0) }
    #expect(summary.problems.totals["intake.text_malformed"] == rows)
    let first = Array("class_code;grade;profile\n".utf8).count + good.count + row.count - 3
    #expect(
      summary.problems.problems.prefix(3).map { $0.arguments["offset"] } == [
        "\(first)", "\(first + row.count)", "\(first + 2 * row.count)",
      ])
  }
}
