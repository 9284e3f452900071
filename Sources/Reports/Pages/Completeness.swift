import Postgres
import Schools

/// What a school had sent for a year when the publication was computed, told in a line; nothing where the reader sees no bundles of it.
struct Completeness {
  let sentence: String
  /// The receipt of the latest bundle, for whoever may read it.
  let href: String?
  /// Tables that did not come, by their Russian titles.
  let missing: String?

  /// Names of the tables that came.
  let tables: Set<String>

  private struct Row: Decodable {
    let bundle: Int
    let received: String
    let tables: String
    let rejected: Int
    let warnings: Int
  }

  init?(_ db: Database, school: String, year: Int?, _ request: PageRequest) throws {
    guard let year else { return nil }
    let found = try db.all(
      SQL(
        raw: """
          select bundle.bundle, \(isoMoment("bundle.received_at")) as received,
              coalesce(told.tables, '') as tables,
              coalesce(counted.rejected, 0)::bigint as rejected,
              coalesce(counted.warnings, 0)::bigint as warnings
          from report_v1.bundle as bundle
          left join lateral (
              select string_agg(receipt.record_table, ';') as tables
              from report_v1.receipt_table as receipt
              where receipt.bundle = bundle.bundle and not receipt.is_superseded
          ) as told on true
          left join lateral (
              select sum(total) filter (where severity = 'rejected') as rejected,
                  sum(total) filter (where severity = 'warning') as warnings
              from report_v1.problem_total
              where problem_total.bundle = bundle.bundle
          ) as counted on true
          where bundle.kind = 'school' and bundle.state in ('done', 'superseded')
              and bundle.finished_at <= (select started_at from report_v1.publication)
              and bundle.school =
          """) + " \(school) and bundle.year = \(year) order by bundle.bundle", as: Row.self)
    guard let latest = found.last else { return nil }
    let language = request.language
    let figure = Figure(language)
    let came = Set(found.flatMap { $0.tables.split(separator: ";").map(String.init) })
    let expected = RecordTable.all.filter { $0.name != RecordTable.indicatorReturn.name }
    let absent = expected.filter { !came.contains($0.name) }
    let there = expected.count - absent.count
    let day = figure.date(latest.received)
    let warnings = Wording(language).count(latest.warnings, .warning)
    sentence =
      language == .ru
      ? "Данные: \(there) из \(expected.count) таблиц, последний пакет принят \(day) (\(warnings))"
      : "Data: \(there) of \(expected.count) tables, the last bundle received \(day) (\(warnings))"
    href = request.link(toBundle: latest.bundle)
    missing =
      absent.isEmpty
      ? nil : absent.map { language == .ru ? $0.title : $0.name }.joined(separator: "; ")
    tables = came
  }
}
