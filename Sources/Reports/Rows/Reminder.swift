package import Postgres

/// What a school is to be reminded of today: a deadline of the plan that is near or over, and unanswered.
package struct Reminder: Decodable, Sendable {
  package let municipality: String
  package let school: String
  package let code: String
  package let object: String
  package let due: String
  /// Of days over, negative.
  package let daysLeft: Int
  /// Tables and indicators that are not there, parted by `;`.
  package let missing: String
  /// A post.
  package let responsible: String

  package var isLate: Bool { daysLeft < 0 }

  /// The longest over first.
  package static func all(_ db: Database) throws -> [Reminder] {
    try db.all(
      """
      select municipality, school, code, object, due_on::text as due,
          (due_on - current_date)::bigint as days_left,
          array_to_string(missing, ';') as missing, responsible
      from report_v1.plan
      where is_to_remind
      order by due_on, municipality collate "C", school collate "C", code collate "C", item
      """, as: Reminder.self)
  }
}
