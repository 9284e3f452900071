package import Postgres
import Schools

/// One analysis of everything loaded: it carries what is needed to repeat it.
package struct Run: Sendable {
  package let id: Int
  package let seed: UInt64
  let keySet: (id: Int, value: KeySet)?
  let thresholds: Thresholds
  /// Everything may have changed: definitions, thresholds, the register or the program; or the last run was cut off.
  var isWhole: Bool
}

/// The rows of `result.threshold`, by name.
package struct Thresholds: Sendable {
  private let values: [String: Double]

  private struct Row: Decodable {
    let name: String
    let value: Double
  }

  init(_ values: [String: Double]) { self.values = values }

  package init(_ db: Database) throws {
    let rows = try db.all(
      "select name, value::double precision as value from result.threshold", as: Row.self)
    values = Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0.value) })
  }

  /// The threshold's value; a missing row is a defect of the installation and traps.
  package func callAsFunction(_ name: String) -> Double {
    guard let value = values[name] else { preconditionFailure("no threshold \(name)") }
    return value
  }
}
