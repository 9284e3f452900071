import Postgres
import Schools

extension BundleLoad {
  /// Sets a bundle aside whose attempts came to no end, with a receipt that says so.
  func quarantine() throws {
    var problems = ProblemList()
    problems.append(Problem("intake.quarantined"))
    var receipt = Receipt(state: .quarantined)
    receipt.setProblems(problems)
    let text = try Self.json(receipt)
    try db.transaction {
      let isSetAside = try db.execute(
        """
        update intake.bundle
        set state = 'quarantined', finished_at = now(), receipt = \(json: text)
        where bundle_id = \(bundle) and state = 'queued' and attempt_count >= \(Attempt.limit)
        """)
      if isSetAside == 1 { try write(receipt, problems) }
    }
  }
}
