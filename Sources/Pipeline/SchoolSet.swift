internal import Foundation
package import Postgres
package import Schools

/// A set of schools that an analyst has named: in every run each school of it is compared with the others.
package struct SchoolSet: Sendable {
  package let code: String
  package let title: String
  package let note: String?
  package let author: String
  /// Codes of the register, each once.
  package let schools: [String]

  /// - Parameter schools: codes in any order; one that stands twice counts once.
  package init(code: String, title: String, note: String?, author: String, schools: [String]) {
    self.code = code.trimmed
    self.title = title.trimmed
    self.note = note.map(\.trimmed).flatMap { $0.isEmpty ? nil : $0 }
    self.author = author.trimmed
    self.schools = Set(schools.map(\.trimmed)).sorted()
  }

  /// Why a set is not saved, or not removed.
  package typealias Refusal = ProblemRefusal

  /// Saves the set; one of the same code is retired and stays with its schools. The next run compares by it.
  ///
  /// - Throws: ``Refusal`` when its code is malformed, a word is missing, a school is not in the register, or it has fewer
  ///   schools than `result.threshold` asks for: each is set beside the others, and few would give one of them away.
  package func save(_ db: Database) throws {
    guard code.wholeMatch(of: /[0-9A-Za-z._-]{1,32}/) != nil else {
      throw Refusal(Problem("set.code_malformed"))
    }
    guard !title.isEmpty, !author.isEmpty else {
      throw Refusal(Problem("set.words_missing"))
    }
    struct Known: Decodable {
      let schoolId: Int
      let schoolCode: String
    }
    let known = try db.all(
      "select school_id, school_code from core.school where school_code = any(\(schools))",
      as: Known.self)
    let unknown = Set(schools).subtracting(known.map(\.schoolCode)).sorted()
    guard unknown.isEmpty else {
      throw Refusal(
        Problem("set.school_unknown", ["schools": unknown.joined(separator: ", ")]))
    }
    let least = Int(try Thresholds(db)("set_schools")) + 1
    guard known.count >= least else {
      throw Refusal(
        Problem(
          "set.schools_too_few", ["found": "\(known.count)", "needed": "\(least)"]))
    }
    try Self.retire(code, db)
    let id = try db.value(
      """
      insert into intake.school_set (set_code, title, note, made_by)
      values (\(code), \(title), \(note), \(author))
      returning school_set_id
      """, as: Int.self)
    for school in known {
      try db.execute(
        """
        insert into intake.school_set_member (school_set_id, school_id)
        values (\(id), \(school.schoolId))
        """)
    }
  }

  /// Removes the set in force of this code: it is retired and stays with its schools. The next run no longer compares by it.
  ///
  /// - Throws: ``Refusal`` when there is none.
  package static func remove(_ code: String, _ db: Database) throws {
    guard try retire(code.trimmed, db) else { throw Refusal(Problem("set.unknown")) }
  }

  @discardableResult
  private static func retire(_ code: String, _ db: Database) throws -> Bool {
    try db.execute(
      "insert into intake.touched_set (set_code) values (\(code)) on conflict do nothing")
    return try db.execute(
      """
      update intake.school_set set retired_at = now()
      where set_code = \(code) and retired_at is null
      """) > 0
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
