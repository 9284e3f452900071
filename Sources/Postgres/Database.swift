internal import CLibpq

/// A connection inside a closure of ``Pool``: every call is synchronous and runs on its thread.
///
/// It is valid only inside the closure and must not be kept. A transaction cannot wait for anything but
/// the database, so it cannot hold locks across HTTP or mathematics.
public final class Database {
  let connection: OpaquePointer
  private var prepared: [String: String] = [:]
  private var seen: Set<String> = []
  var plans = Plans()
  var recurrences: [String: Recurrence] = [:]
  private(set) var isAbandoned = false

  init(_ connection: OpaquePointer) {
    self.connection = connection
  }

  /// Runs one statement; returns the number of rows it touched.
  @discardableResult
  public func execute(_ sql: SQL) throws -> Int {
    let result = try result(of: sql)
    return PQcmdTuples(result.pointer).flatMap { Int(String(cString: $0)) } ?? 0
  }

  /// Runs many statements without parameters, as one implicit transaction where none is open.
  public func script(_ text: String) throws {
    let result = finished(PQsendQuery(connection, text))
    try check(result)
  }

  /// All rows.
  public func rows(_ sql: SQL) throws -> [Row] {
    let result = try result(of: sql)
    return (0..<Int(PQntuples(result.pointer))).map { Row(result: result, index: Int32($0)) }
  }

  /// All rows as values: a column `snake_case` fills the property `camelCase`.
  public func all<T: Decodable>(_ sql: SQL, as type: T.Type) throws -> [T] {
    try rows(sql).map { try $0.decode(type) }
  }

  /// The first row as a value, or nil when there is none.
  public func first<T: Decodable>(_ sql: SQL, as type: T.Type) throws -> T? {
    try rows(sql).first?.decode(type)
  }

  /// The only column of the only row.
  /// - Throws: ``PostgresError`` with `P0002` when there is no row.
  public func value<T: Decodable>(_ sql: SQL, as type: T.Type) throws -> T {
    guard let row = try rows(sql).first else {
      throw PostgresError("the query returned no row", sqlState: "P0002")
    }
    return try row.cell(0, as: type)
  }

  /// Calls `body` with each row as it comes, one in memory at a time.
  public func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws {
    guard
      withParameters(
        sql,
        { count, types, values, lengths, formats in
          PQsendQueryParams(connection, sql.text, count, types, values, lengths, formats, 1)
        }) == 1, PQsetSingleRowMode(connection) == 1
    else {
      throw refusal(nil)
    }
    var failure: (any Error)?
    while let pointer = PQgetResult(connection) {
      let result = Result(pointer)
      guard failure == nil else { continue }
      do {
        try check(result)
        if PQresultStatus(pointer) == PGRES_SINGLE_TUPLE {
          try body(Row(result: result, index: 0))
        }
      } catch {
        failure = error
        cancel()
      }
    }
    if let failure { throw failure }
  }

  /// Has the connection closed at the end of the closure, with every lock it holds.
  ///
  /// For a state that could not be cleaned up: the server does it when the connection ends.
  public func abandon() { isAbandoned = true }

  /// What the server refused; a connection that is lost is not used again.
  private func refusal(_ result: OpaquePointer?) -> PostgresError {
    let failure = PostgresError(result: result, connection: connection)
    if failure.isConnectionLost { abandon() }
    return failure
  }

  /// Runs `body` under a savepoint: rolls back to it and rethrows when it throws.
  @discardableResult
  public func savepoint<T>(_ body: () throws -> T) throws -> T {
    try script("savepoint here")
    do {
      let value = try body()
      try script("release savepoint here")
      return value
    } catch {
      if PQstatus(connection) == CONNECTION_OK {
        try script("rollback to savepoint here; release savepoint here")
      }
      throw error
    }
  }

  /// Streams rows in by `copy … from stdin (format binary)`; returns how many came.
  ///
  /// When `body` throws, the copy is refused as a whole and its error is rethrown.
  @discardableResult
  public func copyIn(_ statement: String, _ body: (inout CopyWriter) throws -> Void) throws -> Int {
    let begun = finished(PQsendQuery(connection, statement))
    guard PQresultStatus(begun.pointer) == PGRES_COPY_IN else {
      throw refusal(begun.pointer)
    }
    var writer = CopyWriter(connection: connection)
    var failure: (any Error)?
    do {
      try body(&writer)
      try writer.finish()
    } catch {
      failure = error
    }
    _ = PQputCopyEnd(connection, failure == nil ? nil : "given up by the sender")
    var count = 0
    while let pointer = PQgetResult(connection) {
      let result = Result(pointer)
      if PQresultStatus(pointer) == PGRES_COMMAND_OK {
        count = PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0
      } else if failure == nil {
        failure = refusal(result.pointer)
      } else if let told = failure as? PostgresError, told.isConnectionLost,
        PQstatus(connection) == CONNECTION_OK
      {
        // A write that failed because the server had refused: its own words say more.
        failure = refusal(result.pointer)
      }
    }
    if let failure { throw failure }
    return count
  }

  /// Streams the bytes of `copy … to stdout` to `body`; returns how many rows went.
  @discardableResult
  public func copyOut(
    _ statement: String, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int {
    let begun = finished(PQsendQuery(connection, statement))
    guard PQresultStatus(begun.pointer) == PGRES_COPY_OUT else {
      throw refusal(begun.pointer)
    }
    var failure: (any Error)?
    var piece: UnsafeMutablePointer<CChar>?
    while true {
      let count = PQgetCopyData(connection, &piece, 0)
      guard count > 0, let bytes = piece else { break }
      if failure == nil {
        do {
          try body(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
        } catch {
          failure = error
          cancel()
        }
      }
      PQfreemem(bytes)
    }
    var count = 0
    while let pointer = PQgetResult(connection) {
      let result = Result(pointer)
      if PQresultStatus(pointer) == PGRES_COMMAND_OK {
        count = PQcmdTuples(pointer).flatMap { Int(String(cString: $0)) } ?? 0
      } else if failure == nil {
        failure = refusal(result.pointer)
      }
    }
    if let failure { throw failure }
    return count
  }

  private func cancel() {
    guard let handle = PQgetCancel(connection) else { return }
    var message = [CChar](repeating: 0, count: 256)
    PQcancel(handle, &message, 256)
    PQfreeCancel(handle)
  }

  private func result(of sql: SQL) throws -> Result {
    if let occasion = sql.occasion { return try planned(sql, for: occasion) }
    let key = sql.text + sql.parameters.map { " \($0.oid)" }.joined()
    if let name = prepared[key] { return try run(sql, as: name) }
    // A statement is prepared when it comes a second time: one that never repeats costs one trip.
    if seen.contains(key), prepared.count < 256, !sql.parameters.isEmpty {
      let name = "s\(prepared.count)"
      try prepare(sql, as: name)
      prepared[key] = name
      return try result(of: sql)
    }
    if seen.count < 1024 { seen.insert(key) }
    let result = finished(
      withParameters(sql) { count, types, values, lengths, formats in
        PQsendQueryParams(connection, sql.text, count, types, values, lengths, formats, 1)
      })
    try check(result)
    return result
  }

  func prepare(_ sql: SQL, as name: String) throws {
    let made = finished(
      withParameters(sql) { count, types, _, _, _ in
        PQsendPrepare(connection, name, sql.text, count, types)
      })
    try check(made)
  }

  func run(_ sql: SQL, as name: String) throws -> Result {
    let result = finished(
      withParameters(sql) { count, _, values, lengths, formats in
        PQsendQueryPrepared(connection, name, count, values, lengths, formats, 1)
      })
    try check(result)
    return result
  }

  /// The result of what was sent: the last one, or the first that is an error.
  ///
  /// libpq's own `PQexec` keeps the last error, which on a connection that was ended is "the server closed the
  /// connection" without the server's reason.
  private func finished(_ isSent: Int32) -> Result {
    var kept = Result(nil)
    guard isSent == 1 else { return kept }
    while let pointer = PQgetResult(connection) {
      let result = Result(pointer)
      if kept.pointer == nil || PQresultStatus(kept.pointer) != PGRES_FATAL_ERROR { kept = result }
      switch PQresultStatus(pointer) {
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH: return kept
      default: break
      }
    }
    return kept
  }

  private func check(_ result: Result) throws {
    switch PQresultStatus(result.pointer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_EMPTY_QUERY: return
    case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
      throw PostgresError("a copy needs copyIn or copyOut", sqlState: "0A000")
    default: throw refusal(result.pointer)
    }
  }

  private typealias Values = UnsafePointer<UnsafePointer<CChar>?>

  private func withParameters<T>(
    _ sql: SQL,
    _ body: (
      Int32, UnsafePointer<Oid>, Values, UnsafePointer<Int32>, UnsafePointer<Int32>
    ) -> T
  ) -> T {
    let parameters = sql.parameters
    // One buffer for all values; a zero ends each, as text parameters want.
    var bytes: [CChar] = []
    var starts: [Int] = []
    for parameter in parameters {
      starts.append(bytes.count)
      bytes.append(contentsOf: (parameter.bytes ?? []).lazy.map { CChar(bitPattern: $0) })
      bytes.append(0)
    }
    return bytes.withUnsafeBufferPointer { buffer in
      let values = zip(parameters, starts).map { parameter, start in
        parameter.bytes == nil ? nil : buffer.baseAddress.map { $0 + start }
      }
      return body(
        Int32(parameters.count), parameters.map(\.oid), values,
        parameters.map { Int32($0.bytes?.count ?? 0) },
        parameters.map { $0.isBinary ? 1 : 0 })
    }
  }
}

/// A libpq result, freed with its last row.
final class Result {
  let pointer: OpaquePointer?
  private(set) lazy var columns: [String: Int32] = {
    var found: [String: Int32] = [:]
    for index in 0..<PQnfields(pointer) {
      found[String(cString: PQfname(pointer, index))] = index
    }
    return found
  }()
  /// Columns of properties asked for so far; -1 is none.
  private var properties: [String: Int32] = [:]

  /// The column of a property: of its own name, or of that name in snake_case.
  func column(ofProperty name: String) -> Int32? {
    if let known = properties[name] { return known < 0 ? nil : known }
    let column = columns[name] ?? columns[name.snakeCased]
    properties[name] = column ?? -1
    return column
  }

  init(_ pointer: OpaquePointer?) {
    self.pointer = pointer
  }

  deinit { PQclear(pointer) }
}
