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
      // A reversal that came to no end leaves the bundle as it was.
      let isReverting = try db.value(
        """
        select \(raw: Self.isReverting) from intake.bundle
        where bundle_id = \(bundle)
        """, as: Bool.self)
      guard !isReverting else {
        return try keep(RevertRefusal(code: "intake.revert_failed", arguments: [:]))
      }
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
