internal import CLibpq

/// What the server, or the way to it, refused.
public struct PostgresError: Error, Sendable, Hashable, CustomStringConvertible {
  public var sqlState: String
  public var severity: String
  public var message: String
  /// May hold values of rows; it is for tests and never printed.
  public var detail: String?
  public var hint: String?
  public var schema: String?
  public var table: String?
  public var column: String?
  public var constraint: String?
  public var context: String?

  /// Whether the connection is gone, so that the same work may be tried again on another.
  public var isConnectionLost: Bool {
    sqlState.hasPrefix("08") || ["57P01", "57P02", "57P03", "25P03"].contains(sqlState)
  }

  /// Whether no connection could be made at all.
  public var isUnreachable: Bool { sqlState == "08001" }

  /// Whether the statement was stopped, as one is that takes longer than its session allows.
  public var isTimedOut: Bool { sqlState == "57014" }

  /// Whether the server found no room on its disk: nothing is wrong with what it was given.
  public var isDiskFull: Bool { sqlState == "53100" }

  /// Whether a value could not be what it was given as.
  public var isOfValue: Bool { sqlState.hasPrefix("22") }

  /// Whether an administrator ended the connection, by a restart or by hand.
  public var isTerminated: Bool { sqlState == "57P01" }

  /// The message may quote a value that the server could not read; then it is left out.
  public var description: String {
    var text = "\(sqlState.hasPrefix("22") ? Self.unquoted(message) : message) (\(sqlState))"
    if let constraint { text += ", constraint \(constraint)" }
    return text
  }

  /// `text` with everything from its first quote to its last left out.
  private static func unquoted(_ text: String) -> String {
    guard let first = text.firstIndex(of: "\""), let last = text.lastIndex(of: "\"") else {
      return text
    }
    return text[..<first] + "…" + text[text.index(after: last)...]
  }

  init(_ message: String, sqlState: String) {
    self.message = message
    self.sqlState = sqlState
    severity = "ERROR"
  }

  init(result: OpaquePointer?, connection: OpaquePointer?) {
    func field(_ code: Character) -> String? {
      PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
    }
    // The server's refusals carry a code. One without is libpq's own word that the way is broken; it may come
    // before the connection is known to be lost.
    let isLost = PQstatus(connection) != CONNECTION_OK || (result != nil && field("C") == nil)
    sqlState = field("C") ?? (isLost ? "08006" : "XX000")
    severity = field("V") ?? "ERROR"
    message =
      field("M")
      ?? PQerrorMessage(connection).map { String(cString: $0) }?
      .split(whereSeparator: \.isNewline).first.map(String.init) ?? "the connection failed"
    detail = field("D")
    hint = field("H")
    schema = field("s")
    table = field("t")
    column = field("c")
    constraint = field("n")
    context = field("W")
    if isLost, !sqlState.hasPrefix("57") { sqlState = "08006" }
  }
}
