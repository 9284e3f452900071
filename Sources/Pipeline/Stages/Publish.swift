import Postgres

/// Moves the one pointer that readers follow: everything before it stays as it was.
struct Publish {
  let run: Run

  func perform(_ db: Database) throws {
    try db.execute("update result.publication set is_current = false where is_current")
    try db.execute(
      "insert into result.publication (run_id, is_current) values (\(run.id), true)")
  }
}
