import Reports
package import Schools

/// What somebody who came in does here: the roles a department gives to workplaces and programs.
package enum Role: String, CaseIterable, Hashable, Sendable {
  /// Sends a school's bundles and reads what concerns the school.
  case school
  /// Looks after the deliveries of a municipality.
  case municipalOperator = "municipal-operator"
  /// Compares the schools of a municipality.
  case municipalAnalyst = "municipal-analyst"
  /// Compares the schools of all municipalities.
  case regionalAnalyst = "regional-analyst"
  /// Runs the installation, and sees everything.
  case `operator`

  /// Whether bundles, their receipts and their problems are this role's business.
  var readsDeliveries: Bool {
    switch self {
    case .school, .municipalOperator, .operator: true
    case .municipalAnalyst, .regionalAnalyst: false
    }
  }
}

/// A role with the place it is bound to: all that decides what a request may see.
package struct Mandate: Hashable, Sendable {
  package let role: Role
  /// A school's code of the register; of the role of a school, and of no other.
  package let school: String?
  /// A municipality's ОКТМО code; of the roles of a municipality, and of no other.
  package let municipality: String?
  let scope: Scope

  /// - Throws: ``AccessRefusal`` when the role lacks its place or has one that is not its own.
  package init(_ role: Role, school: String? = nil, municipality: String? = nil) throws {
    switch (role, school, municipality) {
    case (.school, let code?, nil): scope = .school(code)
    case (.municipalOperator, nil, let code?), (.municipalAnalyst, nil, let code?):
      scope = .municipality(code)
    case (.regionalAnalyst, nil, nil): scope = .region
    case (.operator, nil, nil): scope = .operator
    default:
      throw AccessRefusal(Problem("access.place_unfit", ["role": role.rawValue]))
    }
    self.role = role
    self.school = school
    self.municipality = municipality
  }
}

/// Why an account or a token is not made, changed or ended.
package typealias AccessRefusal = ProblemRefusal
