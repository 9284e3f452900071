import Foundation
import Schools

extension Problem {
  /// A problem as the database keeps it; nil when this version of the program does not know its code.
  init?(
    stored code: String, severity: String, arguments: String, at location: Location = Location(),
    rule: String? = nil, table: String? = nil
  ) {
    guard ProblemCatalog.contains(code) else { return nil }
    let values = try? JSONDecoder().decode([String: String].self, from: Data(arguments.utf8))
    self.init(
      code, at: location, values ?? [:], severity: Severity(rawValue: severity) ?? .rejected,
      rule: rule, table: table)
  }
}
