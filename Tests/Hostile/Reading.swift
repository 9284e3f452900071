internal import Foundation
package import Intake
package import Schools

/// What the program says of a file: its rows, or its problems.
package struct Reading: Sendable {
  /// By table, each row as its cells with `|` between them.
  package var rows: [String: [String]] = [:]
  package var problems: [Problem] = []
  package var isRejected = false
  package var seconds = 0.0

  package var codes: Set<String> { Set(problems.map(\.code)) }
  package var rejectingCodes: Set<String> {
    Set(problems.filter { $0.severity == .rejected }.map(\.code))
  }

  /// Whose a bare file is.
  package static let origin = BundleOrigin(
    schoolCode: "s1", academicYear: 2025, asOf: "2025-06-21", mode: .full)

  /// Reads `bytes` as a file of this name.
  package init(_ bytes: [UInt8], name: String, limits: BundleLimits = BundleLimits()) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-hostile-\(UUID().uuidString)")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var origin = Self.origin
    origin.fileName = name
    var list = ProblemList()
    let start = ContinuousClock.now
    let reader = try BundleReader.open(file.path, origin: origin, limits: limits, problems: &list)
    for resource in reader?.resources ?? [] {
      var rows: [String] = []
      _ = try reader?.read(resource, problems: &list) { row in
        rows.append((0..<row.count).map { Self.text(row[$0]) }.joined(separator: "|"))
      }
      self.rows[resource.table.name] = rows
    }
    seconds = (ContinuousClock.now - start) / .seconds(1)
    problems = list.problems
    isRejected = list.isRejected
  }

  private static func text(_ cell: Cell) -> String {
    switch cell {
    case .null: return ""
    case .integer(let value): return "\(value)"
    case .decimal(let mantissa, let scale): return "\(mantissa)e-\(scale)"
    case .date(let days):
      let date = Date(timeIntervalSince1970: Double(days) * 86_400)
      return date.formatted(.iso8601.year().month().day())
    case .flag(let value): return "\(value)"
    case .text(let bytes): return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Everything that any of the problems would show to anyone.
  package var shown: String {
    problems.map { problem in
      let place = [problem.location.file, problem.location.sheet, problem.location.column]
      return
        (place.compactMap(\.self) + problem.arguments.values
        + [problem.message(.ru), problem.message(.en), problem.hint(.ru), problem.hint(.en)])
        .joined(separator: " ")
    }.joined(separator: "\n")
  }

  /// The first of `secrets` that a problem shows.
  package func leak(of secrets: [String]) -> String? {
    let shown = shown
    return secrets.first { shown.contains($0) }
  }
}
