import Postgres

@testable import Server

/// Who sits before the browser.
enum Person: String, CaseIterable, Sendable {
  case `operator`, analyst, secretary, everybody

  static let password = "верный пароль места"
  /// Cheap: these tests are not about its cost.
  static let cost = PasswordHash.Cost(rounds: 16, blockSize: 8, parallelism: 1)

  /// Nil for whoever has not come in.
  var login: String? {
    switch self {
    case .operator: "uo-operator"
    case .analyst: "uo-analyst"
    case .secretary: "school-zavuch"
    case .everybody: nil
    }
  }

  /// Gives each an account; the analyst is of the municipality, or of the region where none is named.
  static func enter(school: String, municipality: String?, _ db: Database) throws {
    for person in allCases {
      guard let login = person.login else { continue }
      let mandate =
        switch person {
        case .operator, .everybody: try Mandate(.operator)
        case .analyst:
          try municipality.map { try Mandate(.municipalAnalyst, municipality: $0) }
            ?? Mandate(.regionalAnalyst)
        case .secretary: try Mandate(.school, school: school)
        }
      try Account.add(login, mandate, password: password, cost: cost, db)
    }
  }
}
