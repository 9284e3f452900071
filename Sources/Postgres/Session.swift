internal import CLibpq
internal import Foundation

/// One connection on a thread of its own; opened when first used, and again after it was lost.
actor Session {
  private let thread: ConnectionThread
  private let address: Address
  private let applicationName: String
  private let onConnect: [String]
  private var database: Database?
  /// How to interrupt what runs now, from any thread.
  private let interruption = Interruption()

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(address: Address, name: String, onConnect: [String]) {
    thread = ConnectionThread(name: "soko-\(name)")
    self.address = address
    applicationName = "soko \(name)"
    self.onConnect = onConnect
  }

  /// Runs `body` on the connection; a cancelled task interrupts the statement that runs.
  ///
  /// A connection that was lost, abandoned or left inside a transaction is closed; the next call opens another.
  func run<T: Sendable>(_ body: @Sendable (Database) throws -> T) async throws -> T {
    try Task.checkCancellation()
    return try await withTaskCancellationHandler {
      try perform(body)
    } onCancel: {
      interruption.interrupt()
    }
  }

  private func perform<T>(_ body: (Database) throws -> T) throws -> T {
    let database = try opened()
    defer { settle(database) }
    do {
      return try body(database)
    } catch let error as PostgresError where error.sqlState == "57014" && Task.isCancelled {
      throw CancellationError()
    }
  }

  func close() {
    drop()
    thread.stop()
  }

  func waitForNotifications(
    on channel: String, _ received: @Sendable (String) -> Bool
  ) throws {
    let database = try opened()
    defer { drop() }
    try database.execute("listen \(identifier: channel)")
    while true {
      guard PQconsumeInput(database.connection) == 1 else {
        throw PostgresError(result: nil, connection: database.connection)
      }
      while let notice = PQnotifies(database.connection) {
        let payload = String(cString: notice.pointee.extra)
        PQfreemem(notice)
        guard received(payload) else { return }
      }
      var descriptor = pollfd(fd: PQsocket(database.connection), events: Int16(POLLIN), revents: 0)
      poll(&descriptor, 1, 200)
      if Task.isCancelled { return }
    }
  }

  private func opened() throws -> Database {
    if let database, PQstatus(database.connection) == CONNECTION_OK { return database }
    drop()
    let connection = try connect()
    let database = Database(connection)
    // One transaction: a commit each would wait for the disk each time.
    if !onConnect.isEmpty { try database.script(onConnect.joined(separator: ";\n")) }
    self.database = database
    interruption.connection = PQgetCancel(connection)
    return database
  }

  private func connect() throws -> OpaquePointer {
    let settings = [
      "dbname": address.conninfo, "fallback_application_name": applicationName,
      "client_encoding": "UTF8", "connect_timeout": "10", "keepalives_idle": "10",
      "keepalives_interval": "5", "keepalives_count": "3",
      "options": "-c client_min_messages=warning -c datestyle=iso -c timezone=UTC",
    ]
    let keys = settings.keys.sorted()
    let connection = withCStrings(keys) { keywords in
      withCStrings(keys.map { settings[$0] ?? "" }) { values in
        PQconnectdbParams(keywords, values, 1)
      }
    }
    guard let connection else { throw PostgresError("out of memory", sqlState: "53200") }
    guard PQstatus(connection) == CONNECTION_OK else {
      var error = PostgresError(result: nil, connection: connection)
      error.sqlState = "08001"
      PQfinish(connection)
      throw error
    }
    PQsetNoticeProcessor(connection, { _, _ in }, nil)
    return connection
  }

  private func settle(_ database: Database) {
    guard !database.isAbandoned, PQstatus(database.connection) == CONNECTION_OK,
      PQtransactionStatus(database.connection) == PQTRANS_IDLE
    else { return drop() }
  }

  private func drop() {
    interruption.connection = nil
    if let database { PQfinish(database.connection) }
    database = nil
  }
}

/// The handle with which another thread may cancel a statement; freed under the same lock.
private final class Interruption: @unchecked Sendable {
  private let lock = NSLock()
  private var handle: OpaquePointer?

  var connection: OpaquePointer? {
    get { lock.withLock { handle } }
    set {
      lock.withLock {
        if let handle { PQfreeCancel(handle) }
        handle = newValue
      }
    }
  }

  func interrupt() {
    lock.withLock {
      guard let handle else { return }
      var message = [CChar](repeating: 0, count: 256)
      PQcancel(handle, &message, 256)
    }
  }
}

/// Calls `body` with a null-terminated array of C strings.
private func withCStrings<T>(
  _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> T
) -> T {
  let copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
  defer { copies.forEach { free($0) } }
  let pointers: [UnsafePointer<CChar>?] = copies.map { $0.map { UnsafePointer($0) } } + [nil]
  return body(pointers)
}
