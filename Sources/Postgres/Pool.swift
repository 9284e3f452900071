public import Logging

/// A few connections to one database under one role, lent to one closure at a time.
///
/// A closure is synchronous and runs on its connection's thread; a caller waits for a free connection in
/// the order of asking. Cancelling the task interrupts the statement.
public final class Pool: Sendable {
  private let sessions: [Session]
  private let lending: Lending
  private let address: Address

  /// Connections at most.
  public var size: Int { sessions.count }

  /// - Parameters:
  ///   - size: connections at most, opened when first needed.
  ///   - name: shown to the server, and as the name of the threads.
  ///   - onConnect: statements that prepare every new connection, in one transaction.
  public init(
    _ address: Address, size: Int, name: String, onConnect: [String] = [], logger: Logger
  ) {
    self.address = address
    sessions = (0..<max(1, size)).map { _ in
      Session(address: address, name: name, onConnect: onConnect)
    }
    lending = Lending(count: sessions.count)
  }

  /// Runs `body` in a transaction: commits when it returns, rolls back when it throws.
  @discardableResult
  public func transaction<T: Sendable>(
    readOnly: Bool = false, _ body: @Sendable (Database) throws -> T
  ) async throws -> T {
    try await session { db in
      try db.script(readOnly ? "begin read only" : "begin")
      do {
        let value = try body(db)
        try db.script("commit")
        return value
      } catch {
        // A connection that cannot roll back is closed by its session.
        _ = try? db.script("rollback")
        throw error
      }
    }
  }

  /// Runs `body` on a connection without opening a transaction.
  @discardableResult
  public func session<T: Sendable>(
    _ body: @Sendable (Database) throws -> T
  ) async throws -> T {
    let index = try await lending.borrow()
    do {
      let value = try await sessions[index].run(body)
      await lending.giveBack(index)
      return value
    } catch {
      await lending.giveBack(index)
      throw error
    }
  }

  /// Payloads sent to `channel`, on a connection of their own, until the caller stops reading.
  ///
  /// What was sent while no one listened is not seen again: a notification wakes, polling is the truth.
  public func notifications(on channel: String) -> AsyncThrowingStream<String, any Error> {
    let session = Session(address: address, name: "listen", onConnect: [])
    return AsyncThrowingStream { continuation in
      let task = Task {
        do {
          try await session.waitForNotifications(on: channel) { payload in
            if case .terminated = continuation.yield(payload) { return false }
            return true
          }
          continuation.finish()
        } catch {
          continuation.finish(throwing: error)
        }
        await session.close()
      }
      continuation.onTermination = { _ in task.cancel() }
    }
  }

  /// Gives the pool to `body` and closes it, however that ends.
  public func whileOpen<Result>(
    _ body: (Pool) async throws -> Result
  ) async throws -> Result {
    do {
      let result = try await body(self)
      await close()
      return result
    } catch {
      await close()
      throw error
    }
  }

  /// Closes every connection; the pool is not to be used again.
  public func close() async {
    for session in sessions { await session.close() }
  }
}

/// Which connections are free, and who waits.
private actor Lending {
  private var free: [Int]
  private var waiting: [(id: Int, continuation: CheckedContinuation<Int, any Error>)] = []
  private var nextID = 0

  init(count: Int) {
    free = Array((0..<count).reversed())
  }

  func borrow() async throws -> Int {
    try Task.checkCancellation()
    if let index = free.popLast() { return index }
    let id = nextID
    nextID += 1
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(throwing: CancellationError())
        } else {
          waiting.append((id, continuation))
        }
      }
    } onCancel: {
      Task { await self.giveUp(id) }
    }
  }

  func giveBack(_ index: Int) {
    if waiting.isEmpty {
      free.append(index)
    } else {
      waiting.removeFirst().continuation.resume(returning: index)
    }
  }

  private func giveUp(_ id: Int) {
    guard let place = waiting.firstIndex(where: { $0.id == id }) else { return }
    waiting.remove(at: place).continuation.resume(throwing: CancellationError())
  }
}
