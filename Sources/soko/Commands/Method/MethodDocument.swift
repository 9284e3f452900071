import Intake
import Pipeline

/// What a method prints: its name and parameters, so that the figures can be recomputed, then the figures.
struct MethodDocument {
  private var members: [JSONValue.Member]

  /// - Parameters:
  ///   - rows: rows of the table.
  ///   - used: rows that had every needed cell.
  init(_ method: String, rows: Int, used: Int, parameters: [JSONValue.Member]) {
    members = [
      .init("method", .string(method)), .init("version", .string(Version.current)),
      .init("parameters", .object(parameters)),
      .init(
        "input",
        .object([
          .init("rows", .integer(rows)), .init("used", .integer(used)),
          .init("leftOut", .integer(rows - used)),
        ])),
    ]
  }

  mutating func add(_ name: String, _ value: JSONValue) { members.append(.init(name, value)) }

  mutating func add(_ name: String, _ rows: [[JSONValue.Member]]) {
    add(name, .array(rows.map { .object($0) }))
  }

  var json: JSONValue { .object(members) }
}

extension JSONValue {
  static func strings(_ values: [String]) -> JSONValue { .array(values.map { .string($0) }) }

  /// A number where every reader of JSON keeps its digits, else text.
  static func seed(_ seed: UInt64) -> JSONValue {
    seed < 1 << 53 ? .integer(Int(seed)) : .string(String(seed))
  }

  static func reals(_ values: [Double]) -> JSONValue { .array(values.map { .real($0) }) }

  static func integer(_ value: Int?) -> JSONValue { value.map { .integer($0) } ?? .null }
}

extension JSONValue.Member {
  init(_ name: String, real value: Double?) { self.init(name, .real(value)) }
}
