import Intake
import Postgres
import Schools

/// Looks for a person's key in the stored bytes of bundles.
struct BundleSearch {
  let db: Database

  /// The bundles of a school that hold the key, or of which it cannot be told that they do not.
  func bundles(of school: String, holding key: String) throws -> [Int] {
    struct Stored: Decodable { let bundleId: Int }
    let stored = try db.all(
      """
      select bundle_id from intake.bundle
      where kind = 'school' and (school_code = \(school) or sender = \(school))
          and exists (
              select from intake.bundle_part where bundle_part.bundle_id = bundle.bundle_id
          )
      order by bundle_id
      """, as: Stored.self)
    return try stored.map(\.bundleId).filter { try !isFree($0, of: key) }
  }

  /// Whether every cell of every file was read, and none holds the key.
  private func isFree(_ bundle: Int, of key: String) throws -> Bool {
    var problems = ProblemList(limitPerCode: 0)
    guard let reader = try Spool(db, bundle: bundle).open(problems: &problems),
      problems.totals.isEmpty
    else { return false }
    try reader.recall(db)
    for resource in reader.resources {
      var holds = false
      let isWhole = try reader.readRaw(resource) { _, cells in
        guard let cells else { return holds = true }
        holds = holds || cells.contains { Self.trimmed($0) == Self.trimmed(key) }
      }
      if holds || !isWhole { return false }
    }
    return true
  }

  /// Without what surrounds a key in some writers' cells: spaces, quotes, a sign of equality.
  private static func trimmed(_ text: String) -> Substring {
    let isInner: (Character) -> Bool = { $0.isLetter || $0.isNumber }
    guard let first = text.firstIndex(where: isInner), let last = text.lastIndex(where: isInner)
    else { return text[...] }
    return text[first...last]
  }
}
