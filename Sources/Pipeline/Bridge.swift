import Foundation
import Postgres
import Schools

/// Definitions that a new version has superseded, each computed for one more academic year beside it.
///
/// A changed definition breaks a series: the year in which both are computed shows by how much. That year is the latest of
/// which there were records when the new version came; it stays that year. Values of earlier years under the earlier
/// definition stand in the publications of their time.
struct Bridge {
  let db: Database

  private struct Row: Decodable {
    let fingerprint: String
    let passport: Indicator
    let sql: String?
  }

  /// Those to compute beside `catalog`: remembered ones whose code is still there, and what it supersedes now.
  func definitions(beside catalog: Catalog) throws -> [Catalog.Definition] {
    let current = Dictionary(
      uniqueKeysWithValues: catalog.definitions.map { ($0.indicator.code, $0.indicator) })
    let known = try db.all(
      """
      select fingerprint, passport, passport ->> 'sql' as sql from result.indicator
      where is_current order by code
      """, as: Row.self)
    let remembered = known.filter {
      $0.passport.bridgeYear != nil && current[$0.passport.currentCode] != nil
    }
    let superseded = known.filter { row in
      row.passport.bridgeYear == nil
        && (current[row.passport.code].map { $0.version > row.passport.version } ?? false)
    }
    let year = superseded.isEmpty ? nil : try latestYear()
    let added = superseded.compactMap { row in
      year.map { (row.passport.superseded(inYear: $0), row) }
    }
    let codes = Set(added.map(\.0.code))
    return
      (remembered.filter { !codes.contains($0.passport.code) }.map { ($0.passport, $0) } + added)
      .map { indicator, row in
        Catalog.Definition(
          indicator: indicator, select: row.sql ?? "", fingerprint: row.fingerprint)
      }
  }

  /// The latest academic year of which there are records; nil before the first.
  private func latestYear() throws -> Int? {
    // The policies of schools' rows hide them from the owner, and a year is no school's secret.
    try db.execute("alter table intake.slice no force row level security")
    let year = try db.value(
      "select coalesce(max(academic_year), 0) from intake.slice", as: Int.self)
    try db.execute("alter table intake.slice force row level security")
    return year > 0 ? year : nil
  }
}
