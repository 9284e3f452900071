internal import Crypto
internal import Foundation
internal import Postgres
internal import Schools

/// What was removed from the database, and why: by the end of its time or on request.
package struct Removal: Sendable {
  /// What is removed, and on what ground.
  package enum Kind: String, Sendable {
    case retention, pupil, staff, school
  }

  /// Who removes, and by what right.
  package struct Order: Sendable {
    let author: String
    let ground: String
    /// Says what would go, and removes nothing.
    let isDryRun: Bool

    package init(by author: String, ground: String, isDryRun: Bool = false) {
      self.author = author
      self.ground = ground
      self.isDryRun = isDryRun
    }
  }

  /// Records that are gone, by table; tables that lost none are left out.
  package var records: [String: Int] = [:]
  package var bundles = 0
  package var bytes = 0
  /// Years of schools whose values now stand as they were computed.
  package var retiredYears = 0
  /// Years of schools that the next night computes anew.
  package var touchedYears = 0
  /// Its number in the log; of a dry run, and where nothing was to be removed, nil.
  package var number: Int?

  package var recordCount: Int { records.values.reduce(0, +) }
  package var isEmpty: Bool { recordCount == 0 && bundles == 0 }
}

extension Removal {
  /// Removes in one transaction; a dry run does the same and undoes it.
  ///
  /// No analysis runs beside it, and of the named locks of schools it takes what `body` asks for.
  static func perform(
    _ order: Order, in pool: Pool,
    _ body: @escaping @Sendable (Database, inout Removal) throws -> Void
  ) async throws -> Removal {
    try await pool.session { db in
      try db.script("begin; select pg_advisory_xact_lock(7003, 0);")
      do {
        var removal = Removal()
        try body(db, &removal)
        if order.isDryRun { removal.number = nil }
        try db.script(order.isDryRun ? "rollback" : "commit")
        return removal
      } catch {
        do { try db.script("rollback") } catch { db.abandon() }
        throw error
      }
    }
  }

  /// Removes the bytes of bundles, and notes so in their receipts.
  mutating func erase(bundles: [Int], _ db: Database) throws {
    struct Gone: Decodable {
      let bundles: Int
      let bytes: Int
    }
    let gone = try db.first(
      """
      with gone as (
          delete from intake.bundle_part where bundle_id = any(\(bundles))
          returning bundle_id, length(bytes)::bigint as length
      )
      select count(distinct bundle_id) as bundles, coalesce(sum(length), 0)::bigint as bytes
      from gone
      """, as: Gone.self)
    try db.execute(
      """
      update intake.bundle
      set erased_at = coalesce(erased_at, now()),
          receipt = receipt || '{"isErased": true}'::jsonb
      where bundle_id = any(\(bundles))
      """)
    self.bundles += gone?.bundles ?? 0
    bytes += gone?.bytes ?? 0
  }

  /// Writes what was removed into the log; returns the number of the entry.
  ///
  /// - Parameter subject: whom the request named. It is kept as a salted digest only: who knows it can find the
  ///   entry, and no one can read it there.
  func log(_ kind: Kind, _ order: Order, subject: String? = nil, _ db: Database) throws -> Int {
    let salt = subject.map { _ in (0..<16).map { _ in UInt8.random(in: 0...255) } }
    let digest = subject.flatMap { subject in
      salt.map { Self.digest(of: subject, salt: $0) }
    }
    let tables = String(
      decoding: try JSONEncoder().encode(records), as: UTF8.self)
    return try db.value(
      """
      insert into intake.removal (
          kind, removed_by, ground, subject_salt, subject_digest, record_count, bundle_count,
          byte_count, tables
      )
      values (
          \(kind.rawValue), \(order.author), \(order.ground), \(salt), \(digest),
          \(recordCount), \(bundles), \(bytes), \(json: tables)
      )
      returning removal_id
      """, as: Int.self)
  }

  static func digest(of subject: String, salt: [UInt8]) -> [UInt8] {
    Array(SHA256.hash(data: salt + Array(subject.utf8)))
  }

  /// The column by which records tell a person, of each kind.
  enum PersonKey: String, CaseIterable {
    case pupil = "student_key"
    case staff = "staff_key"

    /// The tables whose records are of one such person; one stands before those it refers to.
    var tables: [String] {
      RecordTable.all.reversed().filter { $0.field(rawValue) != nil }.map(\.name)
    }

    /// The table that has each of them.
    var list: String { self == .pupil ? "student" : "staff" }
  }
}
