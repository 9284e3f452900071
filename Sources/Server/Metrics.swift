import Pipeline
import Postgres
import Schools

/// How the installation stands, in the text format of Prometheus, version 0.0.4.
///
/// Figures are of the whole installation: no sample names a school. Every state and stage has a sample, also at zero, so
/// that an alert finds what it looks for.
struct Metrics {
  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  private struct Sample {
    var labels: [(String, String)] = []
    let value: Double
  }

  private(set) var text = ""

  init(_ db: Database) throws {
    add(
      "soko_info", "The program's version.",
      [Sample(labels: [("version", Version.current)], value: 1)])
    try addBundles(db)
    try addProblems(db)
    try addRuns(db)
    let size = try db.value("select pg_database_size(current_database())", as: Int.self)
    add("soko_database_bytes", "Size of the database.", [Sample(value: Double(size))])
  }

  private mutating func addBundles(_ db: Database) throws {
    struct Counted: Decodable {
      let state: String
      let count: Int
    }
    let counted = try db.all(
      "select state, count(*) as count from intake.bundle group by state", as: Counted.self)
    let counts = Dictionary(uniqueKeysWithValues: counted.map { ($0.state, $0.count) })
    add(
      "soko_bundles", "Bundles by state.",
      BundleState.allCases.map {
        Sample(labels: [("state", $0.rawValue)], value: Double(counts[$0.rawValue] ?? 0))
      })
    let age = try db.value(
      """
      select coalesce(extract(epoch from now() - min(received_at)), 0)::double precision
      from intake.bundle where state = 'queued'
      """, as: Double.self)
    add(
      "soko_queue_oldest_seconds", "How long the oldest queued bundle has waited; 0 without one.",
      [Sample(value: max(0, age))])
    let received = try db.value(
      "select coalesce(extract(epoch from max(received_at)), 0)::double precision from intake.bundle",
      as: Double.self)
    add(
      "soko_bundle_last_received_timestamp_seconds",
      "When the last bundle came; 0 before the first.",
      [Sample(value: received)])
  }

  private mutating func addProblems(_ db: Database) throws {
    struct Counted: Decodable {
      let code: String
      let severity: String
      let count: Int
    }
    let counted = try db.all(
      """
      select code, severity, sum(total)::bigint as count
      from intake.problem_total group by code, severity order by code, severity
      """, as: Counted.self)
    add(
      "soko_problems", "Problems in receipts, by code and severity.",
      counted.map {
        Sample(labels: [("code", $0.code), ("severity", $0.severity)], value: Double($0.count))
      })
  }

  private mutating func addRuns(_ db: Database) throws {
    struct Counted: Decodable {
      let state: String
      let count: Int
    }
    let counted = try db.all(
      "select state, count(*) as count from result.run group by state", as: Counted.self)
    let counts = Dictionary(uniqueKeysWithValues: counted.map { ($0.state, $0.count) })
    add(
      "soko_runs", "Runs by state.",
      ["running", "done", "failed"].map {
        Sample(labels: [("state", $0)], value: Double(counts[$0] ?? 0))
      })
    struct Last: Decodable {
      let started: Double
      let finished: Double
      let isDone: Bool
      let seconds: [String: Double]
    }
    let last = try db.first(
      """
      select extract(epoch from started_at)::double precision as started,
          coalesce(extract(epoch from finished_at), 0)::double precision as finished,
          state = 'done' as is_done, coalesce(figures -> 'seconds', '{}'::jsonb) as seconds
      from result.run order by run_id desc limit 1
      """, as: Last.self)
    add(
      "soko_run_last_started_timestamp_seconds", "When the last run began; 0 before the first.",
      [Sample(value: last?.started ?? 0)])
    add(
      "soko_run_last_finished_timestamp_seconds", "When the last run ended; 0 while it runs.",
      [Sample(value: last?.finished ?? 0)])
    add(
      "soko_run_last_success", "Whether the last run was published.",
      [Sample(value: last?.isDone ?? false ? 1 : 0)])
    add(
      "soko_run_last_stage_seconds", "How long each stage of the last run took.",
      Stage.allCases.filter { !$0.isOfBundle }.map {
        Sample(labels: [("stage", $0.rawValue)], value: last?.seconds[$0.rawValue] ?? 0)
      })
    let published = try db.value(
      """
      select coalesce(extract(epoch from max(published_at)), 0)::double precision
      from result.publication where is_current
      """, as: Double.self)
    add(
      "soko_publication_timestamp_seconds",
      "When the current publication was published; 0 without one.",
      [Sample(value: published)])
  }

  private mutating func add(_ name: String, _ help: String, _ samples: [Sample]) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) gauge\n"
    for sample in samples {
      let labels = sample.labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }
      let list = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
      text += "\(name)\(list) \(Self.number(sample.value))\n"
    }
  }

  private static func escaped(_ value: String) -> String {
    value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }
}
