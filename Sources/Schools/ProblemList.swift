/// Problems of one bundle: exact totals, and a limited number of each kept with their places.
///
/// Problems are counted by code, severity and table. Of each such group `limitPerCode` are kept, so that a table
/// full of one mistake does not hide the same mistake in another.
package struct ProblemList: Sendable {
  /// Problems of one kind in one table.
  package struct Group: Hashable, Sendable {
    package let code: String
    package let severity: Problem.Severity
    package let table: String?

    /// The group that a problem is of.
    package init(of problem: Problem) {
      code = problem.code
      severity = problem.severity
      table = problem.table
    }
  }

  package let limitPerCode: Int
  package private(set) var problems: [Problem] = []
  package private(set) var groups: [Group: Int] = [:]
  /// The table that is being read or checked: what is appended is about it.
  package var table: String?
  /// What the department has decided of severities.
  package let policy: ProblemPolicy
  /// The decisions that changed the severity of a problem of this list.
  package private(set) var applied: Set<ProblemPolicy.Decision> = []
  private let sink: (@Sendable (Problem) -> Void)?

  package init(limitPerCode: Int = 100, policy: ProblemPolicy = ProblemPolicy()) {
    self.limitPerCode = limitPerCode
    self.policy = policy
    sink = nil
  }

  /// A list that keeps no problem and gives every one to `sink`, in the order in which they are found.
  package init(policy: ProblemPolicy, givingAllTo sink: @escaping @Sendable (Problem) -> Void) {
    limitPerCode = 0
    self.policy = policy
    self.sink = sink
  }

  /// Whether every problem is given away, and none is to be left out.
  package var isComplete: Bool { sink != nil }
  package var isEmpty: Bool { groups.isEmpty }
  package var isRejected: Bool { groups.keys.contains { $0.severity == .rejected } }

  /// Tables with a problem that rejects.
  package var rejectedTables: Set<String> {
    Set(groups.keys.filter { $0.severity == .rejected }.compactMap(\.table))
  }

  /// How many problems there are of each code.
  package var totals: [String: Int] {
    groups.reduce(into: [:]) { $0[$1.key.code, default: 0] += $1.value }
  }

  package mutating func append(_ problem: Problem) {
    let problem = settled(problem)
    let group = Group(of: problem)
    let count = groups[group, default: 0]
    groups[group] = count + 1
    if let sink { sink(problem) } else if count < limitPerCode { problems.append(problem) }
  }

  /// Adds `total` problems of one code, of which `kept` are at hand with their places.
  package mutating func append(_ kept: [Problem], total: Int) {
    guard let first = kept.first else { return }
    for problem in kept { append(problem) }
    groups[Group(of: settled(first)), default: 0] += total - kept.count
  }

  /// The problem with its table, and with the severity that was decided on.
  private mutating func settled(_ problem: Problem) -> Problem {
    var problem = problem
    if problem.table == nil { problem.table = table }
    if let decision = policy.decision(on: problem.code, in: problem.table),
      decision.severity != problem.severity
    {
      problem.severity = decision.severity
      applied.insert(decision)
    }
    return problem
  }
}
