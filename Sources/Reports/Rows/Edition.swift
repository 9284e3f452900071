internal import Foundation
package import Postgres

/// Which publication a transaction reads: the one in force, or one that was asked for.
///
/// The figures of a publication never change. Names of schools and territories, and names that analysts gave clusters, are
/// as they are today.
package enum Edition: Hashable, Sendable {
  case inForce
  /// The publication of this run.
  case run(Int)
  /// The one that was in force at the end of a day, or at a moment.
  case asOf(String)

  /// - Parameters:
  ///   - run: a run's number.
  ///   - asOf: `2025-10-05`, a day of UTC, or `2025-10-05T06:00:00Z`.
  /// - Throws: ``ReportError/invalidValue(parameter:)``, and ``ReportError/editionTwice`` when both are given.
  package init(run: String?, asOf: String?) throws {
    switch (run, asOf) {
    case (nil, nil): self = .inForce
    case (let text?, nil):
      guard let run = Int(text), (1...Int(Int32.max)).contains(run) else {
        throw ReportError.invalidValue(parameter: "run")
      }
      self = .run(run)
    case (.some, .some): throw ReportError.editionTwice
    case (nil, let text?):
      guard let moment = Self.moment(text) else {
        throw ReportError.invalidValue(parameter: "asOf")
      }
      self = .asOf(moment)
    }
  }

  /// Makes this the publication that the views of the current transaction show; the scope has been entered before.
  ///
  /// - Throws: ``ReportError/withdrawn(run:because:)``, and ``ReportError/notFound(_:)`` where there is none that the scope may see.
  package func enter(_ db: Database) throws {
    let run: Int
    switch self {
    case .inForce: return
    case .run(let number): run = number
    case .asOf(let moment):
      let found = try db.value(
        """
        select max(run) from report_v1.publication_history
        where state in ('current', 'past') and published_at <= \(moment)::timestamptz
        """, as: Int?.self)
      guard let found else { throw ReportError.notFound(.publication) }
      run = found
    }
    // `set local` is carried to the nodes of a cluster; set_config() is not.
    try db.execute(SQL(raw: "set local soko.run = '\(run)'"))
    guard try db.value("select core.shown_run()", as: Int?.self) == nil else { return }
    let reason = try db.first(
      "select withdrawn_because as text from report_v1.publication_history where run = \(run)",
      as: Reason.self)
    guard let text = reason?.text else { throw ReportError.notFound(.publication) }
    throw ReportError.withdrawn(run: run, because: text)
  }

  private struct Reason: Decodable { let text: String? }

  /// The moment as PostgreSQL reads it; a day is its end. Nil also of a year that no publication can be of.
  private static func moment(_ text: String) -> String? {
    guard text.hasPrefix("19") || text.hasPrefix("20") else { return nil }
    let formatter = ISO8601DateFormatter()
    guard let given = formatter.date(from: text.contains("T") ? text : text + "T23:59:59Z") else {
      return nil
    }
    return formatter.string(from: given)
  }
}
