import Postgres
import Schools

/// What chance alone would do to a family of verdicts that are read together.
struct FamilyCount: Decodable {
  let analogue: String
  let tests: Int
  let expectedFalse: Double
  let falseDiscoveryShare: Double
  let discoveries: Int

  static func all(_ db: Database, where condition: SQL) throws -> [FamilyCount] {
    try db.all(
      """
      select analogue, tests, expected_false::double precision as expected_false,
          false_discovery_share::double precision as false_discovery_share, discoveries
      from report_v1.test_family
      where
      """ + " " + condition, as: FamilyCount.self)
  }

  func sentence(_ words: Wording) -> String {
    let figure = Figure(words.language)
    let chance = figure.decimal(expectedFalse, 1)
    let share = figure.decimal(falseDiscoveryShare, 2)
    return words.language == .ru
      ? "Проверок — \(tests); если бы различий не было, случайно отличились бы около \(chance). С поправкой на число проверок (Бенджамини — Хохберг, q = \(share)) различий остаётся \(discoveries)."
      : "Tests: \(tests); were there no differences, about \(chance) would stand out by chance. Corrected for their number (Benjamini–Hochberg, q = \(share)), \(words.remaining(discoveries))."
  }
}

extension Wording {
  fileprivate func remaining(_ count: Int) -> String {
    count == 1 ? "1 difference remains" : "\(count) differences remain"
  }
}
