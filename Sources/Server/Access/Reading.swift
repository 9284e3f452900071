package import Foundation
package import Postgres
import Reports

/// A line of the log of reading, as it is printed.
package struct Reading: Decodable, Sendable {
  /// Its place in the log.
  package let number: Int
  package let readAt: Date
  /// The login, `token N` or `link N`.
  package let reader: String
  package let route: String
  /// `name=value`, or the name alone where a value is not kept.
  package let parameters: String
  package let status: Int
  package let report: String?
  package let run: Int?
  package let rows: Int?

  private enum CodingKeys: String, CodingKey {
    case readAt, reader, route, parameters, status, report
    case number = "readingId"
    case run = "runId"
    case rows = "rowCount"
  }

  /// The latest lines, the newest first.
  ///
  /// - Parameters:
  ///   - reader: a login, `token N` or `link N`; nil is everybody.
  ///   - since: a day such as `2026-11-01`; nil is from the beginning.
  ///   - before: only lines before the one of this number.
  ///   - changes: only what changed something: forms and uploads.
  package static func latest(
    _ limit: Int, by reader: String? = nil, since: String? = nil, before: Int? = nil,
    changes: Bool = false, _ db: Database
  ) throws -> [Reading] {
    try db.all(
      """
      with

      line as (
          select reading.reading_id, reading.read_at,
              \(raw: Report.reader) as reader, reading.route,
              (
                  select coalesce(string_agg(
                      item.key || coalesce('=' || item.value, ''), ' ' order by item.key
                  ), '')
                  from jsonb_each_text(reading.parameters) as item
              ) as parameters,
              reading.status, reading.report, reading.run_id, reading.row_count
          from access.reading
          left join access.account on account.account_id = reading.account_id
      )

      select reading_id, read_at, reader, route, parameters, status, report, run_id, row_count
      from line
      where (\(reader)::text is null or reader = \(reader))
          and (\(since)::text is null or read_at >= \(since)::date)
          and (\(before)::bigint is null or reading_id < \(before))
          and (not \(changes)::boolean or route like 'POST %')
      order by reading_id desc
      limit \(limit)
      """, as: Reading.self)
  }

  /// Removes lines whose time is over, as the worker; returns how many.
  ///
  /// - Parameter isDryRun: counts them only.
  package static func retain(isDryRun: Bool, _ db: Database) throws -> Int {
    let over: SQL = """
      read_at < now() - make_interval(days => (
          select threshold.value::integer from result.threshold
          where threshold.name = 'reading_days'
      ))
      """
    if isDryRun {
      return try db.value("select count(read_at) from access.reading where " + over, as: Int.self)
    }
    return try db.execute("delete from access.reading where " + over)
  }
}
