import Foundation
import Intake
import Postgres
import Statistics
import Testing

@testable import Pipeline

/// What stands beside the places and clusters of the default sample, and whether it can be computed again.
extension PlantedTests {
  private static func publication() async throws -> PublicationFile {
    try await loaded.value.worker.transaction { db in try PublicationReader.read(db) }
  }

  private static func path(_ bytes: [UInt8]) throws -> String {
    let path = NSTemporaryDirectory() + "publication-\(UUID().uuidString).zip"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return path
  }

  /// The zip with the text of one file changed, its checksum made right again.
  private static func tampered(
    _ publication: PublicationFile, _ file: PublicationFile.Name, _ change: (String) -> String
  ) throws -> String {
    var texts = try publication.texts()
    texts[file] = change(texts[file] ?? "")
    let zip = try ZipWriter()
    var sums = ""
    for name in PublicationFile.Name.allCases {
      let bytes = Array((texts[name] ?? "").utf8)
      sums += PublicationFile.sum(bytes, name.rawValue)
      try zip.add(name.rawValue, bytes)
    }
    try zip.add(PublicationFile.sums, Array(sums.utf8))
    return try path(zip.finish())
  }

  @Test func `a publication comes out of its own inputs to the last digit, on one thread too`()
    async throws
  {
    let publication = try await Self.publication()
    #expect(publication.ranks.count { $0.scope == .region && $0.rank != nil } >= 90)
    #expect(publication.clusters.contains { $0.number > 0 })
    let path = try Self.path(try publication.zip())
    defer { try? FileManager.default.removeItem(atPath: path) }
    for threads in [1, 3] {
      let check = try Parallel.$threads.withValue(threads) { try PublicationCheck(path: path) }
      for finding in check.findings {
        #expect(finding.isRight && finding.agreeing > 0, "\(finding)")
      }
      #expect(check.isRight)
    }
  }

  @Test func `one digit that is another is found, in an input or in a result`() async throws {
    let publication = try await Self.publication()
    func last(_ text: String, _ column: Int, of line: Int) -> String {
      var lines = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let digit = lines[line][column].last.flatMap(\.wholeNumberValue) ?? 0
      lines[line][column] = lines[line][column].dropLast() + "\((digit + 1) % 10)"
      return lines.map { $0.joined(separator: ",") + "\n" }.joined()
    }
    for (file, column) in [
      (PublicationFile.Name.rankingInputs, 4), (.rankingInputs, 8), (.ranking, 3), (.ranking, 14),
      (.members, 3), (.clusterInputs, 4),
    ] {
      let path = try Self.tampered(publication, file) { last($0, column, of: 1) }
      defer { try? FileManager.default.removeItem(atPath: path) }
      #expect(try !PublicationCheck(path: path).isRight, "\(file) \(column)")
    }
  }

  @Test func `a file whose checksum is another's is found though nothing comes out of it`()
    async throws
  {
    let publication = try await Self.publication()
    let zip = try ZipWriter()
    for name in PublicationFile.Name.allCases {
      try zip.add(name.rawValue, Array((try publication.texts()[name] ?? "").utf8))
    }
    try zip.add(PublicationFile.sums, Array("nothing\n".utf8))
    let path = try Self.path(try zip.finish())
    defer { try? FileManager.default.removeItem(atPath: path) }
    let check = try PublicationCheck(path: path)
    #expect(!check.isRight && check.findings.allSatisfy { $0.differingCount == 0 })
  }

  @Test func `a publication holds no indicator that is sensitive`() async throws {
    let publication = try await Self.publication()
    let sensitive = try await Self.loaded.value.worker.transaction { db in
      try db.all(
        "select code from result.indicator where (passport ->> 'sensitive')::boolean",
        as: Code.self
      ).map(\.code)
    }
    #expect(sensitive.contains("ctx.low_income_share"))
    let texts = try publication.texts().values.joined()
    for code in sensitive { #expect(!texts.contains(code), "\(code)") }
  }

  private struct Code: Decodable { let code: String }

  @Test func `a shrunk value lies between the school's own and that of the others`() async throws {
    let publication = try await Self.publication()
    let column = try #require(
      publication.manifest.ranked.firstIndex { $0.code == "int.marks.quality45_share" })
    var moves: [(units: Double, moved: Double)] = []
    for year in [2023, 2024, 2025] {
      let items = publication.ranks.filter { $0.scope == .region && $0.year == year }
        .compactMap { $0.indicators[column] }
      for item in items {
        let others = items.filter { $0 != item }
        // Counted here, not by the program.
        let count = others.reduce(0) { $0 + $1.cell.numerator }
        let units = others.reduce(0) { $0 + $1.cell.denominator }
        let mean = (count + 0.5) / (units + 1)
        #expect(
          (min(mean, item.value) - 1e-12...max(mean, item.value) + 1e-12).contains(item.shrunk))
        if abs(mean - item.value) > 0.01 {
          moves.append((item.cell.denominator, (item.value - item.shrunk) / (item.value - mean)))
        }
      }
    }
    // The fewer pupils, the farther a value moves.
    let rank = try #require(spearman(moves.map(\.units), moves.map(\.moved)))
    #expect(rank < -0.9, "Spearman \(rank)")
  }

  @Test func `a place holds both doubts, and is the same school's in every scope`() async throws {
    let rows = try await Self.publication().ranks
    for row in rows where row.rank != nil {
      let rank = try #require(row.rank)
      for (low, high) in [
        (row.rankLow, row.rankHigh), (row.samplingLow, row.samplingHigh),
        (row.methodLow, row.methodHigh), (row.setLow, row.setHigh),
      ] {
        #expect(try #require(low) <= rank && rank <= #require(high))
      }
      #expect((1...Double(try #require(row.among))).contains(try #require(row.expectedRank)))
    }
    let scores = Dictionary(grouping: rows.filter { $0.score != nil }) { "\($0.school) \($0.year)" }
    #expect(scores.values.allSatisfy { Set($0.map(\.score)).count == 1 })
    #expect(
      scores.values.contains {
        Set($0.map(\.scope)).isSuperset(of: [.region, .municipality, .cluster])
      })
  }

  @Test func `the most influential choice is the one that moves places most`() async throws {
    let models = try await Self.publication().models
    let region = try #require(models.first { $0.scope == .region && $0.year == 2025 })
    let greatest = try #require(region.sensitivity.map(\.mean).max())
    let named = try #require(
      region.sensitivity.first { $0.choice == region.mostInfluential })
    #expect(named.mean == greatest && greatest > 0)
    #expect(region.removal.count == 12)
    #expect(abs(region.importance.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
    // Four municipalities of ten schools have models of their own.
    #expect(models.count { $0.scope == .municipality && $0.year == 2025 } == 4)
  }

  @Test func `clusters keep their identity while half of them stays`() async throws {
    let publication = try await Self.publication()
    let members = publication.members
    for year in [2024, 2025] {
      let now = publication.clusters.filter { $0.year == year && $0.number > 0 }
      let before = publication.clusters.filter { $0.year == year - 1 && $0.number > 0 }
      guard !now.isEmpty, !before.isEmpty else { continue }
      func schools(_ cluster: ClusterResult.Row) -> Set<String> {
        Set(
          members.filter { $0.year == cluster.year && $0.cluster == cluster.number }.map(\.school))
      }
      let common = now.map(schools).reduce(Set()) { $0.union($1) }
        .intersection(before.map(schools).reduce(Set()) { $0.union($1) })
      for cluster in now {
        guard let same = before.first(where: { $0.identity == cluster.identity }) else { continue }
        let (one, other) = (
          schools(cluster).intersection(common), schools(same).intersection(common)
        )
        #expect(
          Double(one.intersection(other).count) >= 0.5 * Double(one.union(other).count))
      }
    }
    #expect(publication.clusters.contains { $0.number > 0 && $0.name != nil })
  }

  @Test func `schools of doubtful marks bring no marks into the ranking`() async throws {
    struct Row: Decodable {
      let schoolCode: String
      let academicYear: Int
    }
    let doubtful = try await Self.loaded.value.worker.transaction { db in
      try db.all(
        """
        select school_code, academic_year
        from analogue.objectivity inner join core.school using (school_id)
        """, as: Row.self)
    }
    let publication = try await Self.publication()
    let column = try #require(
      publication.manifest.ranked.firstIndex { $0.code == "int.marks.quality45_share" })
    for row in doubtful {
      let placed = try #require(
        publication.ranks.first {
          $0.school == row.schoolCode && $0.year == row.academicYear && $0.scope == .region
        })
      #expect(placed.indicators[column] == nil)
    }
  }
}
