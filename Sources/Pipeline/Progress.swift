import Postgres
import Schools

/// Tells others how far this connection is: in its name (`application_name`), which every session sees at once.
///
/// Nothing is written, so that nothing is left behind: the name ends with the transaction, and with a killed worker.
/// `report_v1.progress` reads it. Cost: a statement without a table.
struct Progress {
  /// `bundle 12`, `run 3`.
  private let subject: String
  private let db: Database

  init(bundle: Int, _ db: Database) {
    subject = "bundle \(bundle)"
    self.db = db
  }

  init(run: Int, _ db: Database) {
    subject = "run \(run)"
    self.db = db
  }

  /// - Parameters:
  ///   - position: from 1; 0 where nothing of the stage is begun.
  ///   - table: the record table at hand, where there is one.
  func tell(_ stage: Stage, _ position: Int, of total: Int, table: RecordTable? = nil) throws {
    let step =
      " | \(subject) \(stage.rawValue) \(position)/\(total)" + (table.map { " \($0.name)" } ?? "")
    _ = try db.value(
      """
      select set_config(
          'application_name',
          split_part(current_setting('application_name'), ' | ', 1) || \(step), true
      )
      """, as: String.self)
  }
}
