import Postgres

/// Moves the one pointer that readers follow: everything before it stays as it was.
struct Publish {
  let run: Run
  /// Leaves the pointer where it is: the run is for the operator to look at first.
  let isHeld: Bool

  func perform(_ db: Database) throws {
    if isHeld {
      try db.execute(
        "insert into result.publication (run_id, is_preview) values (\(run.id), true)")
    } else {
      try db.execute("update result.publication set is_current = false where is_current")
      try db.execute(
        "insert into result.publication (run_id, is_current) values (\(run.id), true)")
    }
  }
}
