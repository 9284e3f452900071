internal import Crypto
internal import Foundation
package import Intake
package import Postgres
internal import Schools

/// Where bundles wait: their bytes and their fate, in `intake`.
package struct Queue: Sendable {
  /// A bundle that stands in the queue's books.
  package struct Entry: Sendable, Hashable {
    package let id: Int
    /// False when the same bytes had come before.
    package let isNew: Bool
  }

  /// What the queue knows of a bundle.
  package struct Fate: Sendable {
    package let state: BundleState
    package let receipt: Receipt?
    package let fileName: String
    package let seconds: Double?
    /// Where those seconds went; nil before the end.
    package let times: Timetable?
  }

  let pool: Pool
  private let rosterKey: RosterKeyFile?

  /// - Parameter rosterKey: makes pseudonyms of OneRoster archives; without it none is stored.
  package init(pool: Pool, rosterKey: RosterKeyFile? = nil) {
    self.pool = pool
    self.rosterKey = rosterKey
  }

  /// Stores the file at `path` as a bundle of `sender`, in one transaction.
  ///
  /// The same bytes from the same sender are stored once: the second time names the first bundle.
  /// - Parameters:
  ///   - origin: what the sender said of a file that does not describe itself.
  ///   - key: what the sender calls this upload, so that it can be tried again.
  ///   - enter: is run first in the transaction.
  ///   - settle: is run last in it, with what is stored; when it throws, nothing is.
  /// - Throws: ``PipelineError/fileUnreadable`` when the file cannot be read, ``PipelineError/bundleTooLarge`` when it is
  ///   larger than a bundle may be, ``PipelineError/uploadKeyUsed`` when the sender called another file so.
  package func store(
    _ path: String, sender: String = "operator", origin: BundleOrigin = BundleOrigin(),
    key: String? = nil, entering enter: @escaping @Sendable (Database) throws -> Void = { _ in },
    settling settle: @escaping @Sendable (Entry, Database) throws -> Void = { _, _ in }
  ) async throws -> Entry {
    let file = try BundleFile(path, origin, rosterKey)
    return try await pool.transaction { db in
      try enter(db)
      let entry = try Self.store(file, sender: sender, key: key, db)
      try settle(entry, db)
      return entry
    }
  }

  /// Stores a file that came from elsewhere.
  package func store(
    _ file: SentFile, sender: String, key: String?,
    entering enter: @escaping @Sendable (Database) throws -> Void,
    settling settle: @escaping @Sendable (Entry, Database) throws -> Void = { _, _ in }
  ) async throws -> Entry {
    try await store(
      file.path, sender: sender, origin: file.origin, key: key, entering: enter, settling: settle)
  }

  /// Stores a file inside a transaction of the caller.
  static func store(
    _ file: BundleFile, sender: String, key: String? = nil, _ db: Database
  ) throws -> Entry {
    if let known = try find(file, sender: sender, key: key, db) { return known }
    let digest = file.digest
    let descriptor = BundleReader.peek(file.storedPath, origin: file.origin)
    let inserted = try db.first(
      """
      insert into intake.bundle (
          sender, sha256, file_name, byte_count, kind, school_code, academic_year, origin,
          origin_key, upload_key
      )
      values (
          \(sender), \(digest.sha256), \(file.origin.fileName), \(digest.byteCount),
          \(descriptor?.kind.rawValue ?? "school"), \(descriptor?.schoolCode),
          \(descriptor?.academicYear), \(json: file.originText), \(file.originKey), \(key)
      )
      on conflict do nothing
      returning bundle_id
      """, as: Identified.self)
    guard let inserted else {
      // Someone else stored the same bytes between the look and the insert.
      guard let known = try find(file, sender: sender, key: key, db) else {
        throw PipelineError.fileUnreadable(file.path, "it was not stored")
      }
      return known
    }
    try BundleFile.forEachPart(file.storedPath) { number, bytes in
      try db.execute(
        """
        insert into intake.bundle_part (bundle_id, part_number, bytes)
        values (\(inserted.bundleId), \(number), \(bytes))
        """)
    }
    try db.execute("select pg_notify('soko_bundle', \(String(inserted.bundleId)))")
    return Entry(id: inserted.bundleId, isNew: true)
  }

  /// The bundle that the sender sent before: under this key, or with the same bytes.
  private static func find(
    _ file: BundleFile, sender: String, key: String?, _ db: Database
  ) throws -> Entry? {
    struct Known: Decodable {
      let bundleId: Int
      let isSame: Bool
    }
    let known = try db.first(
      """
      select bundle_id, sha256 = \(file.digest.sha256) and origin_key = \(file.originKey) as is_same
      from intake.bundle
      where sender = \(sender) and (
          upload_key = \(key)
          or sha256 = \(file.digest.sha256) and origin_key = \(file.originKey)
      )
      order by upload_key = \(key) is true desc
      limit 1
      """, as: Known.self)
    guard let known else { return nil }
    guard known.isSame else { throw PipelineError.uploadKeyUsed }
    return Entry(id: known.bundleId, isNew: false)
  }

  package func fate(of bundle: Int) async throws -> Fate {
    try await pool.transaction(readOnly: true) { db in try Self.fate(of: bundle, db) }
  }

  static func fate(of bundle: Int, _ db: Database) throws -> Fate {
    struct Row: Decodable {
      let state: String
      let receipt: Receipt?
      let fileName: String
      let seconds: Double?
      let partSeconds: Timetable?
    }
    let row = try db.first(
      """
      select state, receipt, file_name, seconds::double precision as seconds, part_seconds
      from intake.bundle where bundle_id = \(bundle)
      """, as: Row.self)
    return Fate(
      state: row.flatMap { BundleState(rawValue: $0.state) } ?? .queued,
      receipt: row?.receipt, fileName: row?.fileName ?? "", seconds: row?.seconds,
      times: row?.partSeconds)
  }

  /// How many of these bundles are still in the queue.
  package func queued(among bundles: [Int]) async throws -> Int {
    try await pool.transaction(readOnly: true) { db in
      try db.value(
        """
        select count(*) from intake.bundle
        where state = 'queued' and bundle_id = any(\(bundles))
        """, as: Int.self)
    }
  }

  private struct Identified: Decodable {
    let bundleId: Int
  }
}

/// A bundle as a file on this machine.
struct BundleFile: Sendable {
  let path: String
  let origin: BundleOrigin
  let digest: (sha256: [UInt8], byteCount: Int)
  /// What its sender said of it, as the database keeps it.
  let originText: String
  let originKey: String
  /// What is stored in its place, when it may not be stored as it came.
  private let sealed: SealedCopy?

  /// The file whose bytes are stored; its digest is that of the file as it came.
  var storedPath: String { sealed?.path ?? path }

  init(_ path: String, _ origin: BundleOrigin, _ rosterKey: RosterKeyFile?) throws {
    var origin = origin
    if origin.fileName.isEmpty { origin.fileName = (path as NSString).lastPathComponent }
    // Told to no one and kept nowhere.
    origin.fileName = PersonalText.masked(fileName: origin.fileName)
    self.path = path
    self.origin = origin
    digest = try Self.digest(path)
    originText = try BundleLoad.json(origin)
    originKey = try origin.key
    sealed = try SealedCopy(of: path, origin: origin, in: NSTemporaryDirectory()) {
      try Self.key(rosterKey, path)
    }
  }

  private static func key(_ file: RosterKeyFile?, _ path: String) throws -> SchoolKey {
    guard let file else { throw PipelineError.rosterKeyMissing(path) }
    return try file.key()
  }

  static let partSize = 1 << 20

  static func digest(_ path: String) throws -> (sha256: [UInt8], byteCount: Int) {
    var hash = SHA256()
    var count = 0
    try forEachPart(path) { _, bytes in
      hash.update(data: bytes)
      count += bytes.count
    }
    return (Array(hash.finalize()), count)
  }

  static func forEachPart(_ path: String, _ body: (Int, [UInt8]) throws -> Void) throws {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw PipelineError.fileUnreadable(path, "no such file, or it may not be read")
    }
    defer { try? file.close() }
    let limits = BundleLimits()
    var number = 0
    var count = 0
    while true {
      let part: Data?
      do { part = try file.read(upToCount: partSize) } catch {
        throw PipelineError.fileUnreadable(path, "it is not a readable file")
      }
      guard let part, !part.isEmpty else { return }
      count += part.count
      // Counted as they are read, whatever the system says of the file's size.
      guard count <= limits.archiveBytes else {
        throw PipelineError.bundleTooLarge(path, limits.problemOfSize)
      }
      try body(number, Array(part))
      number += 1
    }
  }
}

extension BundleOrigin {
  /// What tells two bundles of the same bytes apart: empty when the bytes say it all.
  fileprivate var key: String {
    get throws {
      guard isSaid else { return "" }
      var said = self
      said.fileName = ""
      return try BundleLoad.json(said)
    }
  }
}
