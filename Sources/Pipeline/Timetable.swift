/// Where the seconds of a load went.
package struct Timetable: Sendable, Hashable {
  /// A part of a load, in the order of the work.
  package enum Part: String, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
    /// The bundle's bytes out of the database into a file without a name.
    case spool
    /// Holding the files against those in force.
    case compare
    /// Inflating, parsing and typing beside the server's copy into staging.
    case read
    case check
    case merge
    /// Precedence, the ledger and the receipt.
    case record
  }

  package private(set) var seconds: [Part: Double] = [:]

  package init() {}

  /// Runs `body` and adds its time to `part`.
  mutating func measure<T>(_ part: Part, _ body: () throws -> T) rethrows -> T {
    let started = ContinuousClock.now
    defer { seconds[part, default: 0] += (ContinuousClock.now - started).seconds }
    return try body()
  }

  package static func += (sum: inout Timetable, other: Timetable) {
    sum.seconds.merge(other.seconds, uniquingKeysWith: +)
  }

  /// One line: `spool 0.1, read 2.0, …`, parts without time left out.
  package var text: String {
    Part.allCases.compactMap { part in
      seconds[part].map { "\(part.rawValue) \(($0 * 10).rounded() / 10)" }
    }
    .joined(separator: ", ")
  }
}

/// As the parts themselves: `{"read": 2.0, …}`.
extension Timetable: Codable {
  package init(from decoder: any Decoder) throws {
    seconds = try decoder.singleValueContainer().decode([Part: Double].self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(seconds)
  }
}
