/// Plans kept on a connection, and what else holds there for a while.
extension Database {
  /// The statements of ``SQL/planned(for:)`` that the server keeps.
  struct Plans {
    struct Plan {
      var name = ""
      var recurrence = Recurrence()
      var lastUse = 0
    }

    /// More are not kept at once: the one that was not used for longest goes.
    static let limit = 256

    var known: [String: Plan] = [:]
    /// Uses of any.
    var uses = 0
    var names = 0
  }

  func planned(_ sql: SQL, for occasion: String) throws -> Result {
    let key = "\(occasion)\n\(sql.text)"
    plans.uses += 1
    let known = plans.known[key]
    var plan = known ?? Plans.Plan()
    plan.lastUse = plans.uses
    if plan.recurrence.isDue() {
      if known != nil {
        try forget(key)
      } else if plans.known.count >= Plans.limit,
        let oldest = plans.known.min(by: { $0.value.lastUse < $1.value.lastUse })?.key
      {
        try forget(oldest)
      }
      plans.names += 1
      plan.name = "p\(plans.names)"
      try prepare(sql, as: plan.name)
    }
    plans.known[key] = plan
    return try run(sql, as: plan.name)
  }

  private func forget(_ key: String) throws {
    guard let plan = plans.known[key] else { return }
    try script("deallocate \(plan.name)")
    plans.known[key] = nil
  }

  /// Whether something is to be found out anew on this connection; the uses of `occasion` are counted.
  public func isDue(_ occasion: String) -> Bool {
    recurrences[occasion, default: Recurrence()].isDue()
  }
}
