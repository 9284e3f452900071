import Foundation
import Pipeline
import Postgres
import SQLFiles
import Schools
import Testing
import Yams

/// Every indicator is worked a second time from the bundles alone, in another language and from the words of its
/// definition. Where the two differ, one of them is wrong.
@Suite(.serialized) struct SecondDerivationTests {
  @Test func `every indicator of the catalog has a second derivation`() throws {
    let catalog = try Catalog(CatalogFile.program(ProgramFiles()))
    #expect(try SecondDerivation.codes() == catalog.definitions.map(\.indicator.code).sorted())
  }

  @Test func `every value of a sample region is the same by the second derivation`() async throws {
    let bundles = try TestSample.bundles(schools: 12, municipalities: 2, years: 3, seed: 7)
    let site = try await TestSite.make()
    _ = try await site.load(bundles.map(\.path))
    _ = try await site.analyze()
    struct Line: Decodable { let line: String }
    let parts = ["numerator", "denominator", "sum_squares", "base_numerator", "base_denominator"]
      .map { "coalesce(trim_scale(\($0))::text, '-')" }.joined(separator: ", ")
    let found = try await site.worker.transaction { db in
      try db.all(
        SQL(
          raw: """
            select concat_ws(' ', school_code, academic_year, code, cut, \(parts)) as line
            from result.indicator_value inner join core.school using (school_id)
            inner join result.indicator using (indicator_id) where until_run is null
            """), as: Line.self)
    }.map(\.line)
    await site.close()
    let expected = try SecondDerivation.values(
      ofBundles: try #require(bundles.first).deletingLastPathComponent())
    expectSame(found, expected)
    // A definition that yields nothing anywhere would agree with anything.
    let silent = Set(try SecondDerivation.codes()).subtracting(found.map(Self.code))
    #expect(silent.isEmpty, "\(silent.sorted())")
  }

  @Test func `every worked example is the same by the second derivation`() throws {
    let folder = try ProgramFiles().sql().appendingPathComponent("derived/indicator")
    var given: [String: [String: [[String: String]]]] = [:]
    var expected: [String] = []
    for code in try SecondDerivation.codes() {
      let text = try String(
        contentsOf: folder.appendingPathComponent("\(code).example.yaml"), encoding: .utf8)
      let example = try YAMLDecoder().decode(IndicatorExampleTests.Example.self, from: text)
      given[code] = example.given.mapValues { rows in rows.map { $0.compactMapValues(\.text) } }
      expected += try example.expect.map { row in
        let parts = try [
          "numerator", "denominator", "sum_squares", "base_numerator", "base_denominator",
        ].map { try row[$0]?.text.map(Self.trimmed) ?? "-" }
        let head = [
          row["school"]?.text ?? "A", row["academic_year"]?.text ?? "2025", code,
          row["cut"]?.text ?? "all",
        ]
        return (head + parts).joined(separator: " ")
      }
    }
    expectSame(try SecondDerivation.values(ofExamples: given), expected)
  }

  /// A number without closing zeros.
  private static func trimmed(_ text: String) throws -> String {
    try #require(Decimal(string: text)).description
  }

  private static func code(_ line: String) -> String {
    line.split(separator: " ").dropFirst(2).first.map(String.init) ?? ""
  }

  /// Records one issue per code that differs, with the first differing lines of each side.
  private func expectSame(_ found: [String], _ expected: [String]) {
    #expect(!expected.isEmpty)
    let sides = (found: Set(found), expected: Set(expected))
    #expect(sides.found.count == found.count && sides.expected.count == expected.count)
    let differing = Dictionary(
      grouping: sides.found.symmetricDifference(sides.expected), by: Self.code)
    for (code, lines) in differing.sorted(by: { $0.key < $1.key }) {
      let shown = lines.sorted().prefix(6).map {
        ($0, sides.found.contains($0) ? "found" : "expected")
      }
      .map { "\($0.1): \($0.0)" }.joined(separator: "\n")
      Issue.record("\(code), \(lines.count) lines differ\n\(shown)")
    }
  }
}
