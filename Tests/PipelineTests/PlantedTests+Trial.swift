import Foundation
import Logging
import Postgres
import Schools
import Testing

@testable import Pipeline
@testable import Reports

/// A ranking by the weights of whoever asks, beside the published one of the default sample.
extension PlantedTests {
  private struct Published: Decodable {
    let school: String
    let municipality: String
    let rank: Int
    let score: Double
    let samplingLow: Int
    let samplingHigh: Int
    let parts: String
  }

  private static let year = 2025

  private func read<T: Sendable>(
    _ scope: Scope, _ body: @escaping @Sendable (Database, KeySet) throws -> T
  ) async throws -> T {
    let pool = Pool(
      try await Self.loaded.value.database.connecting(as: "soko_web"), size: 1, name: "web",
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    return try await pool.whileOpen {
      try await $0.transaction(readOnly: true) { db in
        try scope.enter(db)
        let code = try db.value("select key_set from report_v1.ranking limit 1", as: String.self)
        return try body(db, try #require(try RankingMethod.keySet(db, code)))
      }
    }
  }

  private static func published(_ db: Database, _ scope: String) throws -> [Published] {
    try db.all(
      """
      select school, municipality, rank, score, sampling_low, sampling_high, parts::text as parts
      from report_v1.ranking
      where year = \(year) and scope = \(scope) and rank is not null
      order by rank, school collate "C"
      """, as: Published.self)
  }

  @Test func `the declared weights give the published places and their intervals by sampling`()
    async throws
  {
    for municipality in [nil, "99601000", "99602000", "99603000", "99604000"] as [String?] {
      let (trial, published) = try await read(.operator) { db, keySet in
        (
          try RankingTrial(
            try RankRow.all(db, year: Self.year, municipality: municipality), year: Self.year,
            keySet: keySet, weights: keySet.criteria.map(\.weight), db),
          try Self.published(db, municipality == nil ? "region" : "municipality")
            .filter { municipality == nil || $0.municipality == municipality }
        )
      }
      let places = try #require(trial).places
      #expect(places.count >= 8)
      #expect(places.map(\.school) == published.map(\.school))
      #expect(places.map(\.rank) == published.map(\.rank))
      #expect(
        places.map(\.interval) == published.map { $0.samplingLow...$0.samplingHigh },
        "\(municipality ?? "region")")
      #expect(zip(places, published).allSatisfy { abs($0.score - $1.score) < 1e-9 })
    }
  }

  @Test func `the whole weight on one criterion orders schools by its published score`()
    async throws
  {
    let (trial, published) = try await read(.operator) { db, keySet in
      (
        try RankingTrial(
          try RankRow.all(db, year: Self.year, municipality: nil), year: Self.year, keySet: keySet,
          weights: keySet.criteria.map { $0.criterion == 2 ? 70 : 0 }, db),
        try Self.published(db, "region")
      )
    }
    let scores = try Dictionary(
      uniqueKeysWithValues: published.compactMap { row in
        let parts = try JSONDecoder().decode([String: Double].self, from: Data(row.parts.utf8))
        return parts["2"].map { (row.school, $0) }
      })
    let places = try #require(trial).places.filter { scores[$0.school] != nil }
    #expect(places.count >= 30)
    for place in places {
      #expect(abs(place.score - scores[place.school]!) < 1e-9)
      #expect(place.interval.contains(place.rank))
    }
    for (above, below) in zip(places, places.dropFirst()) {
      #expect(scores[above.school]! >= scores[below.school]!)
    }
  }

  @Test func `other weights are for who sees all values of the ranking`() async throws {
    func trial(_ scope: Scope, _ municipality: String?) async throws -> [String]? {
      try await read(scope) { db, keySet in
        try RankingTrial(
          try RankRow.all(db, year: Self.year, municipality: municipality), year: Self.year,
          keySet: keySet, weights: keySet.criteria.map(\.weight), db)?.places.map(\.school)
      }
    }
    // A municipality sees its own schools' places in the region, which are places among schools it does not see.
    #expect(try await trial(.municipality("99601000"), nil) == nil)
    #expect(try await trial(.municipality("99601000"), "99602000") == nil)
    // To the region schools go by tiers.
    #expect(try await trial(.region, nil) == nil)
    // Where no value of its schools is hidden from it, a municipality weighs its own.
    var weighed = 0
    for code in ["99601000", "99602000", "99603000", "99604000"] {
      let isHidden = try await read(.municipality(code)) { db, _ in
        try db.value(
          """
          select coalesce(bool_or(indicators is null), true) from report_v1.ranking
          where year = \(Self.year) and scope = 'region' and rank is not null
          """, as: Bool.self)
      }
      let places = try await trial(.municipality(code), code)
      #expect((places == nil) == isHidden, "\(code)")
      weighed += isHidden ? 0 : 1
    }
    #expect(weighed > 0)
  }
}
