import Reports

/// For whom a request is answered. It is found once, at the door, and nothing in the request can change it.
enum Caller: Hashable, Sendable {
  /// Whoever sits at this machine, while there are no accounts.
  case local
  /// Nobody who came in.
  case everybody
  case account(Int, login: String, Mandate, Secret)
  case token(Int, Mandate)

  /// What the caller's transactions may see.
  var scope: Scope {
    switch self {
    case .local: .operator
    case .everybody: .public
    case .account(_, _, let mandate, _), .token(_, let mandate): mandate.scope
    }
  }

  /// Whether the caller showed who it is, so that an answer is for it alone.
  var isKnown: Bool {
    switch self {
    case .account, .token: true
    case .local, .everybody: false
    }
  }

  /// For the head of a page.
  var visitor: Visitor? {
    switch self {
    case .local, .token: nil
    case .everybody: .outside
    case .account(_, let login, let mandate, let secret):
      .inside(
        login: login, seal: secret.seal, isOperator: mandate.role == .operator,
        readsBundles: mandate.role.readsDeliveries)
    }
  }

  /// - Throws: ``AccessError`` when `audience` is narrower than the caller.
  func check(_ audience: Audience) throws {
    switch (audience, self) {
    case (.everybody, _), (_, .local): return
    case (_, .everybody): throw AccessError.loginNeeded
    case (.known, _): return
    case (.deliveries, .account(_, _, let mandate, _)), (.deliveries, .token(_, let mandate)):
      guard mandate.role.readsDeliveries else { throw AccessError.roleRefused }
    case (.operators, .account(_, _, let mandate, _)), (.operators, .token(_, let mandate)):
      guard mandate.role == .operator else { throw AccessError.roleRefused }
    }
  }
}

/// Who may ask for a page or a report at all; of what rows it has, the scope decides.
enum Audience: Sendable {
  /// The register, the catalog, and values as everybody may see them: rounded, and without what is hidden.
  case everybody
  /// Whoever came in.
  case known
  /// Whoever's business bundles are.
  case deliveries
  /// Whoever runs the installation.
  case operators
}

extension Report {
  var audience: Audience {
    switch name {
    case Report.comparison.name, Report.schools.name, Report.indicators.name,
      Report.thresholds.name, Report.crosswalk.name, Report.totals.name:
      .everybody
    case Report.bundles.name, Report.receipts.name, Report.problems.name: .deliveries
    case Report.accounts.name, Report.tokens.name, Report.links.name, Report.readings.name:
      .operators
    default: .known
    }
  }
}
