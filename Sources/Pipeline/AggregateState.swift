import Intake
import Postgres
import Schools

/// What a publisher's bundles of one year give, laid one over another in their order, before it is written.
///
/// - A full bundle withdraws what it does not hold; an amendment adds, changes, and withdraws what it marks.
/// - A preliminary figure does not replace a final one.
struct AggregateState {
  static let table = RecordTable.externalAggregate

  /// The temporary table, made once per connection.
  static let statements = Staging.table(
    "aggregate_state",
    [("bundle_id", "bigint not null"), ("row_number", "integer not null")]
      + table.fields.map { ($0.name, $0.kind.sqlType) },
    constraint: "unique nulls not distinct (\(table.key.joined(separator: ", ")))")

  let db: Database
  let texts: MergeTexts.Aggregate

  /// Begins with the figures in force.
  func keep() throws { try run(texts.keep) }

  /// Lays the staged bundle over what is there; returns its preliminary rows that a final one has withstood.
  ///
  /// The first `limit` of their numbers, in order, and how many there are.
  func lay(_ mode: BundleMode, limit: Int) throws -> (rows: [Int], total: Int) {
    try run(mode == .full ? texts.dropAbsent : texts.dropMarked)
    struct Withstood: Decodable {
      let rowNumber: Int
      let total: Int
    }
    let withstood = try db.all(
      SQL(raw: "\(Self.table.filled(texts.notLowered)) limit \(limit)"), as: Withstood.self)
    try run(texts.lay)
    return (withstood.map(\.rowNumber), withstood.first?.total ?? 0)
  }

  /// Makes it the figures in force; returns what changed.
  func write() throws -> (counts: Merge.Counts, removed: Int) {
    let removed = try run(texts.remove, from: "aggregate_state")
    let text = filled(texts.write, from: "aggregate_state")
    let counts = try db.first(SQL(raw: text), as: Merge.Counts.self)
    return (counts ?? Merge.Counts(added: 0, changed: 0), removed)
  }

  @discardableResult
  private func run(_ template: String, from source: String? = nil) throws -> Int {
    try db.execute(SQL(raw: filled(template, from: source)))
  }

  private func filled(_ template: String, from source: String? = nil) -> String {
    Self.table.filled(template, from: source)
      .replacing("{on_conflict}", with: Self.table.onConflict(origin: ["bundle_id", "row_number"]))
  }
}
