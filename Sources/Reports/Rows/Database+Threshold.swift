import Postgres

extension Database {
  /// A threshold of the publication's rules; one that there is not is a defect of the program, and throws.
  func threshold(_ name: String) throws -> Double {
    try value(
      "select value::double precision from report_v1.threshold where name = \(name)",
      as: Double.self)
  }
}
