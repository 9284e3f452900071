import Postgres
import Schools

/// A value that is another than in the publication before.
struct ChangeRow: Decodable {
  let school: String
  let year: Int
  let indicator: String
  let cut: String
  let unit: String
  let valueBefore: Double?
  let denominatorBefore: Double?
  let value: Double?
  let denominator: Double?
  let cause: String
  let versionBefore: Int?
  let version: Int?
  let isHidden: Bool

  private static let columns = """
    school, year, indicator, cut, unit, value_before,
    denominator_before::double precision as denominator_before, value,
    denominator::double precision as denominator, cause, version_before, version, is_hidden
    """

  /// How many values changed, by cause, and of how many schools.
  struct Total: Decodable {
    let cause: String
    let values: Int
    let schools: Int
  }

  static func totals(_ db: Database) throws -> [Total] {
    try db.all(
      """
      select cause, count(*) as values, count(distinct school) as schools
      from report_v1.change
      group by cause
      order by values desc, cause
      """, as: Total.self)
  }

  /// The first of them: those with both values before the rest, the greatest in proportion to the value first.
  static func first(_ count: Int, _ db: Database) throws -> [ChangeRow] {
    try db.all(
      SQL(raw: "select \(columns) from report_v1.change")
        + """
         order by is_hidden, value is null or value_before is null, cut <> 'all',
            abs(value - value_before)
            / nullif(greatest(abs(value), abs(value_before)), 0) desc nulls last,
            school collate "C", year, indicator collate "C", cut collate "C"
        limit \(count)
        """, as: ChangeRow.self)
  }

  /// Nil where the value stands as it was.
  static func one(_ db: Database, _ unit: SchoolUnit) throws -> ChangeRow? {
    guard let year = unit.year else { return nil }
    return try db.first(
      SQL(raw: "select \(columns) from report_v1.change where school =") + """
         \(unit.school.school) and year = \(year) and cut = \(unit.cut)
            and indicator = \(unit.passport.indicator.code)
        """, as: ChangeRow.self)
  }
}

/// Bundles of a school and year that came between two runs, and what they did to the tables a value is counted from.
struct Bringing: Decodable {
  let bundles: String?
  let added: Int?
  let changed: Int?
  let removed: Int?
  let received: String?

  static func of(_ row: ChangeRow, _ db: Database) throws -> Bringing? {
    try db.first(
      SQL(
        raw: """
          select array_to_string(bundles, ';') as bundles, added_count as added,
              changed_count as changed, removed_count as removed,
              \(isoMoment("received_at")) as received
          from report_v1.change
          where school =
          """) + """
           \(row.school) and year = \(row.year) and indicator = \(row.indicator)
              and cut = \(row.cut)
          """, as: Bringing.self)
  }
}

/// A change as a row of a page.
struct ChangeLine {
  struct Bundle {
    let number: String
    let href: String?
    let separator: String
  }

  let school: String
  let label: String
  let href: String
  let year: String
  let before: String
  let now: String
  let isHidden: Bool
  let cause: String
  let brought: String?
  let bundles: [Bundle]

  /// - Parameter schools: names by code; one that is not there is called by its code.
  init(
    _ row: ChangeRow, names: Names, schools: [String: SchoolName], bringing: Bringing? = nil,
    _ request: PageRequest
  ) {
    let (words, figure) = (Wording(request.language), Figure(request.language))
    school = schools[row.school]?.name ?? row.school
    let cut = names.cut(row.cut)
    label =
      names.short(row.indicator) + figure.unitSuffix(row.unit) + (cut.isEmpty ? "" : ", \(cut)")
    href = request.link(toFigure: row.indicator, cut: row.cut, of: row.school, year: row.year)
    year = figure.year(row.year)
    isHidden = row.isHidden
    func text(_ value: Double?, _ units: Double?) -> String {
      (value.map { figure.value($0, unit: row.unit) } ?? Figure.absent)
        + (units.map { " (\(figure.size($0)))" } ?? "")
    }
    before = row.isHidden ? Figure.hidden : text(row.valueBefore, row.denominatorBefore)
    now = row.isHidden ? Figure.hidden : text(row.value, row.denominator)
    cause =
      words.cause(row.cause)
      + (row.cause == "definition"
        ? " (v\(row.versionBefore ?? 0) → v\(row.version ?? 0))" : "")
    brought = bringing.flatMap { Self.brought($0, figure) }
    let numbers = (bringing?.bundles ?? "").split(separator: ";").map(String.init)
    bundles = numbers.enumerated().map { index, number in
      Bundle(
        number: number, href: request.link(toBundle: number),
        separator: index + 1 < numbers.count ? "," : "")
    }
  }

  private static func brought(_ bringing: Bringing, _ figure: Figure) -> String? {
    guard let added = bringing.added, let changed = bringing.changed,
      let removed = bringing.removed, let received = bringing.received
    else { return nil }
    let day = figure.date(received)
    let isRussian = figure.language == .ru
    let parts = [
      (changed, isRussian ? "исправлено строк" : "rows corrected"),
      (added, isRussian ? "добавлено строк" : "rows added"),
      (removed, isRussian ? "удалено строк" : "rows removed"),
    ].filter { $0.0 > 0 }.map { "\($0.1) \(figure.integer($0.0))" }
    return (parts + [isRussian ? "пакет от \(day)" : "bundle of \(day)"]).joined(separator: ", ")
  }
}
