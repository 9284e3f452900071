import Postgres
import TestSupport

/// The invented region of the tests of reports, in a database of this suite.
enum ServedRegion {
  static let address = Task { try await fresh() }

  /// The same in a database of a test's own, for one that changes it.
  static func fresh() async throws -> Address {
    try await TestDatabase.make(scripts: InventedRegion.scripts())
  }

  static let templates = InventedRegion.templates
}
