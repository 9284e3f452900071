import Foundation
import Logging
import Postgres
import ServiceLifecycle
import Synchronization

/// Who read what, written to the database when the answer is already on its way.
///
/// A reader waits for the log only when a thousand lines stand before it. Lines that the database does not take are kept
/// and tried again with the next; what a killed process had not written yet, some milliseconds' worth, is lost.
final class ReadingLog: Service {
  /// A line of `access.reading`.
  struct Line: Encodable, Sendable {
    let readAt: Date
    let accountId: Int?
    let tokenId: Int?
    let linkId: Int?
    let route: String
    let parameters: [String: String?]
    let status: Int
    let report: String?
    let runId: Int?
    let rowCount: Int?

    /// Columns of the record it becomes, as they are written: a line costs as little as it can.
    private enum CodingKeys: String, CodingKey {
      case readAt = "read_at"
      case accountId = "account_id"
      case tokenId = "token_id"
      case linkId = "link_id"
      case runId = "run_id"
      case rowCount = "row_count"
      case route, parameters, status, report
    }
  }

  private let pool: Pool
  private let logger: Logger
  private let lines = Mutex<[Line]>([])
  /// The last writing begun: one after the other, so that lines stand in the order they came.
  private let writing = Mutex<Task<Void, Never>?>(nil)
  private let (calls, caller) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
  private static let patience = 1_000
  private static let limit = 100_000

  init(pool: Pool, logger: Logger) {
    self.pool = pool
    self.logger = logger
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      for await _ in self.calls { await self.write() }
    }
    await write()
  }

  /// Takes a line in.
  func add(_ line: Line) async {
    let count = lines.withLock { lines in
      lines.append(line)
      return lines.count
    }
    caller.yield()
    if count > Self.patience { await write() }
  }

  /// Writes what there is, after what is being written.
  func write() async {
    let mine = writing.withLock { last in
      let mine = Task { [last] in
        await last?.value
        await writeTaken()
      }
      last = mine
      return mine
    }
    await mine.value
  }

  /// Writes what there is, in one statement.
  private func writeTaken() async {
    let taken = lines.withLock { lines in
      defer { lines = [] }
      return lines
    }
    guard !taken.isEmpty else { return }
    do {
      try await pool.transaction { db in try Self.insert(taken, db) }
    } catch {
      let lost = lines.withLock { lines in
        lines = (taken + lines).suffix(Self.limit)
        return lines.count == Self.limit
      }
      logger.error(
        "the log of reading is not written",
        metadata: ["error": "\(error)", "lines": "\(taken.count)", "lost": "\(lost)"])
    }
  }

  /// Adds lines in the caller's transaction, in one statement.
  static func insert(_ lines: [Line], _ db: Database) throws {
    let encoder = JSONEncoder()
    encoder.dateEncodingStrategy = .secondsSince1970
    let text = String(decoding: try encoder.encode(lines), as: UTF8.self)
    try db.execute(
      """
      insert into access.reading (
          read_at, account_id, token_id, link_id, route, parameters, status, report, run_id, row_count
      )
      select to_timestamp(read_at), account_id, token_id, link_id, route, parameters, status, report, run_id,
          row_count
      from jsonb_to_recordset(\(json: text)) as line (
          read_at double precision, account_id bigint, token_id bigint, link_id bigint, route text,
          parameters jsonb, status integer, report text, run_id bigint, row_count bigint
      )
      """)
  }
}
