public import Foundation

/// A statement with its parameters. What is interpolated is bound, never spliced.
///
/// ```swift
/// try db.first("select name_ru from core.school where school_code = \(code)", as: School.self)
/// ```
public struct SQL: Sendable, ExpressibleByStringInterpolation {
  /// A bound value: its type for the server, and its text or bytes; nil text is null.
  struct Parameter: Sendable {
    let oid: UInt32
    let bytes: [UInt8]?
    let isBinary: Bool
  }

  private(set) var text: String
  private(set) var parameters: [Parameter]
  /// For what the plan of the statement is kept; nil when the connection decides.
  private(set) var occasion: String?

  /// The statement with its plan kept on the connection, for others of the same text and occasion.
  ///
  /// A plan is made for tables as they are at the moment. Name by `occasion` what decides between plans, such as the order
  /// of magnitude of a table's rows. It is made anew from time to time, since tables grow.
  public func planned(for occasion: String) -> SQL {
    var sql = self
    sql.occasion = occasion
    return sql
  }

  /// A statement taken as it is. Never make it of what people typed.
  public init(raw text: String) {
    self.text = text
    parameters = []
  }

  public init(stringLiteral value: String) {
    self.init(raw: value)
  }

  public init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
    parameters = stringInterpolation.parameters
  }

  /// Both statements in a row; the parameters of the second are renumbered.
  public static func + (first: SQL, second: SQL) -> SQL {
    var joined = first
    joined.text += second.text.renumbered(by: first.parameters.count, upTo: second.parameters.count)
    joined.parameters += second.parameters
    return joined
  }

  public struct StringInterpolation: StringInterpolationProtocol {
    var text = ""
    var parameters: [Parameter] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 4 * interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) { text += literal }

    /// Binds a value.
    public mutating func appendInterpolation(_ value: (any Bindable)?) {
      bind(value?.parameter ?? Parameter(oid: 0, bytes: nil, isBinary: false))
    }

    /// Binds text whose type the server takes from what it stands beside.
    public mutating func appendInterpolation(untyped text: String) {
      bind(Parameter(oid: 0, bytes: Array(text.utf8), isBinary: false))
    }

    /// Binds JSON text.
    public mutating func appendInterpolation(json text: String) {
      bind(Parameter(oid: 3802, bytes: Array(text.utf8), isBinary: false))
    }

    /// Splices text as it is.
    public mutating func appendInterpolation(raw text: String) { self.text += text }

    /// Splices a name in double quotes.
    public mutating func appendInterpolation(identifier: String) {
      text += "\"" + identifier.replacing("\"", with: "\"\"") + "\""
    }

    private mutating func bind(_ parameter: Parameter) {
      parameters.append(parameter)
      text += "$\(parameters.count)"
    }
  }
}

extension String {
  /// `$1`…`$count` become `$(1 + offset)`….
  fileprivate func renumbered(by offset: Int, upTo count: Int) -> String {
    guard offset > 0, count > 0 else { return self }
    return replacing(/\$(\d+)/) { match in
      Int(match.1).map { "$\($0 + offset)" } ?? String(match.0)
    }
  }
}

/// A value that can be bound to a parameter of a statement.
public protocol Bindable: Sendable {
  /// The value as text (or bytes) and the type it has for the server.
  var binding: Binding { get }
}

/// How a value travels to the server.
public struct Binding: Sendable {
  let oid: UInt32
  let bytes: [UInt8]
  let isBinary: Bool

  init(oid: UInt32, text: String) {
    self.oid = oid
    bytes = Array(text.utf8)
    isBinary = false
  }

  init(oid: UInt32, binary: [UInt8]) {
    self.oid = oid
    bytes = binary
    isBinary = true
  }
}

extension Bindable {
  var parameter: SQL.Parameter {
    let binding = binding
    return SQL.Parameter(oid: binding.oid, bytes: binding.bytes, isBinary: binding.isBinary)
  }
}

extension Int: Bindable { public var binding: Binding { Binding(oid: 20, text: String(self)) } }
extension Int64: Bindable { public var binding: Binding { Binding(oid: 20, text: String(self)) } }
extension Int32: Bindable { public var binding: Binding { Binding(oid: 23, text: String(self)) } }
extension Double: Bindable {
  public var binding: Binding {
    let text = isNaN ? "NaN" : isInfinite ? (self > 0 ? "Infinity" : "-Infinity") : "\(self)"
    return Binding(oid: 701, text: text)
  }
}
extension Bool: Bindable {
  public var binding: Binding { Binding(oid: 16, text: self ? "t" : "f") }
}
extension String: Bindable { public var binding: Binding { Binding(oid: 25, text: self) } }
extension Date: Bindable {
  public var binding: Binding {
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    return Binding(oid: 1184, text: formatted(style))
  }
}

extension Array: Bindable where Element: ArrayBindable {
  public var binding: Binding { Element.arrayBinding(self) }
}

/// A value whose arrays can be bound. `[UInt8]` is `bytea`; the others are arrays of the element's type.
public protocol ArrayBindable: Sendable {
  static func arrayBinding(_ values: [Self]) -> Binding
}

extension UInt8: ArrayBindable {
  public static func arrayBinding(_ values: [UInt8]) -> Binding { Binding(oid: 17, binary: values) }
}
extension Int: ArrayBindable {
  public static func arrayBinding(_ values: [Int]) -> Binding {
    Binding(oid: 1016, text: "{\(values.map(String.init).joined(separator: ","))}")
  }
}
extension Double: ArrayBindable {
  public static func arrayBinding(_ values: [Double]) -> Binding {
    Binding(oid: 1022, text: "{\(values.map { "\($0)" }.joined(separator: ","))}")
  }
}
extension String: ArrayBindable {
  public static func arrayBinding(_ values: [String]) -> Binding {
    let quoted = values.map { value in
      "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
    return Binding(oid: 1009, text: "{\(quoted.joined(separator: ","))}")
  }
}
