import Postgres
import Schools

/// A table a value was counted from, and the bundle that brought what holds of it.
struct ValueSource: Decodable {
  let recordTable: String
  let bundle: Int?
  let fileName: String?
  let tableFile: String?
  let rowsCount: Int?
  let received: String?
  let isOutdated: Bool

  /// Nothing for a year that is not told.
  static func all(_ db: Database, _ unit: SchoolUnit) throws -> [ValueSource] {
    guard let year = unit.year else { return [] }
    return try db.all(
      SQL(
        raw: """
          select record_table, bundle, file_name, table_file, rows_count,
              \(isoMoment("received_at")) as received, is_outdated
          from report_v1.provenance
          where school =
          """) + """
           \(unit.school.school) and year = \(year) and cut = \(unit.cut)
              and indicator = \(unit.passport.indicator.code)
          order by record_table collate "C", bundle
          """, as: ValueSource.self)
  }
}

/// The same as a row of the page.
struct SourceLine {
  let table: String
  let title: String
  let rows: String
  let bundle: String?
  let href: String?
  let file: String
  let received: String
  let isOutdated: Bool

  init(_ source: ValueSource, _ request: PageRequest) {
    let figure = Figure(request.language)
    table = source.recordTable
    title = RecordTable.named(source.recordTable)?.title ?? ""
    rows = source.rowsCount.map(figure.integer) ?? Figure.absent
    bundle = source.bundle.map { "№ \($0)" }
    href = source.bundle.flatMap { request.link(toBundle: $0) }
    file =
      source.bundle == nil
      ? Wording(request.language)("tablesAbsent")
      : [source.fileName, source.tableFile].compactMap(\.self).joined(separator: ", ")
    received = source.received.map(figure.date) ?? Figure.absent
    isOutdated = source.isOutdated
  }
}

extension RecordTable {
  /// The Russian title of a table inside a sentence, without what stands in parentheses; what is no table stays as it is.
  static func shortTitle(of name: String) -> String {
    let title = named(name)?.title.lowercasedFirst ?? name
    return title.split(separator: " (").first.map(String.init) ?? title
  }
}
