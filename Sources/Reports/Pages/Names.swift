import Postgres
import Schools

/// Names of what pages speak of, in one language.
struct Names {
  /// What a page says of an indicator beside its numbers.
  struct Indicator: Decodable {
    let indicator: String
    let criterion: Int
    let title: String
    let short: String
    let unit: String
    let direction: String
    let kind: String
    let isSensitive: Bool
    let isCurrent: Bool
    let minimumPublish: Int
    /// Record tables it reads, joined by `;`.
    let tableList: String

    var tables: [String] { tableList.split(separator: ";").map(String.init) }
  }

  /// In the order of the catalog: criterion, row of the table of clause 4.6, code.
  let indicators: [Indicator]
  private let byCode: [String: Int]
  private let subjects: [String: Words]
  private let words: Wording

  private struct Subject: Decodable {
    let subject: String
    let nameRu: String
    let nameEn: String
  }

  init(_ db: Database, _ language: Language) throws {
    words = Wording(language)
    let lang = language.rawValue
    // A code that has left the catalog keeps its name while something published bears it.
    indicators = try db.all(
      SQL(
        raw: """
          select indicator, criterion, title_\(lang) as title, short_\(lang) as short, unit,
              direction, kind, is_sensitive, is_current, minimum_publish,
              array_to_string(
                  array(select jsonb_array_elements_text(passport -> 'tables')), ';'
              ) as table_list
          from (
              select distinct on (indicator) *
              from report_v1.indicator
              order by indicator, is_current desc, version desc
          ) as latest
          order by (criterion = 0), criterion, table_rows[1] nulls last, indicator collate "C"
          """), as: Indicator.self)
    byCode = Dictionary(
      uniqueKeysWithValues: indicators.enumerated().map { ($1.indicator, $0) })
    let list = try db.all(
      "select subject, name_ru, name_en from report_v1.subject", as: Subject.self)
    subjects = Dictionary(
      uniqueKeysWithValues: list.map { ($0.subject, Words(ru: $0.nameRu, en: $0.nameEn)) })
  }

  /// Whether any school that the reader sees is invented, which every page and document then says.
  static func tellsOfSynthetic(_ db: Database) throws -> Bool {
    try db.value(
      "select coalesce(bool_or(is_synthetic), false) from report_v1.school", as: Bool.self)
  }

  /// The place of an indicator in the order of the catalog; unknown ones come last.
  func order(_ code: String) -> Int { byCode[code] ?? indicators.count }

  /// The rows of each indicator and cut together, in the order of the catalog; the key is both, joined by a line feed.
  func groups(of rows: [ComparisonRow]) -> [(key: String, rows: [ComparisonRow])] {
    Dictionary(grouping: rows) { "\($0.indicator)\n\($0.cut)" }.sorted { left, right in
      let (first, second) = (left.value[0], right.value[0])
      let places = (order(first.indicator), order(second.indicator))
      if places.0 != places.1 { return places.0 < places.1 }
      if first.indicator != second.indicator { return first.indicator < second.indicator }
      return Wording.isCut(first.cut, before: second.cut)
    }.map { ($0.key, $0.value) }
  }

  /// The criterion of an indicator; 0 is none, a condition.
  func criterion(_ code: String) -> Int { self[code]?.criterion ?? 0 }

  subscript(code: String) -> Indicator? { byCode[code].map { indicators[$0] } }

  func short(_ code: String) -> String { self[code]?.short ?? code }

  func cut(_ cut: String) -> String { words.cut(cut, subjects: subjects) }
}

/// A school as pages name it.
struct SchoolName: Decodable {
  let school: String
  let name: String
  let municipality: String
  let municipalityName: String

  /// All schools the scope may see, by code.
  static func all(_ db: Database, _ language: Language) throws -> [String: SchoolName] {
    let lang = language.rawValue
    let list = try db.all(
      SQL(
        raw: """
          select school, name_\(lang) as name, municipality, municipality_\(lang) as municipality_name
          from report_v1.school
          """), as: SchoolName.self)
    return Dictionary(uniqueKeysWithValues: list.map { ($0.school, $0) })
  }
}

/// The years some view has rows of, newest first.
func years(_ db: Database, in view: String, where condition: SQL = "true") throws -> [Int] {
  struct Row: Decodable { let year: Int }
  let known = try db.first(
    "select figures ->> 'years' as text from report_v1.publication", as: KnownYears.self)?.text
  // A publication knows its years, and one row of each tells: the view itself may have millions.
  guard let known else {
    return try db.all(
      SQL(raw: "select distinct year from report_v1.\(view) where ") + condition
        + " order by year desc", as: Row.self
    ).map(\.year)
  }
  let rows: SQL =
    SQL(raw: "select from report_v1.\(view) where year = known.year and ") + condition + " limit 1"
  return try db.all(
    "select known.year from (select jsonb_array_elements_text(\(json: known))::integer as year) as known "
      + "cross join lateral (" + rows + ") as one order by known.year desc", as: Row.self
  ).map(\.year)
}

/// The years that a run computed, as JSON.
private struct KnownYears: Decodable { let text: String? }

/// The year a page shows: the one asked for, or the newest. Nil when there is none at all.
func chosenYear(_ request: PageRequest, among years: [Int]) throws -> Int? {
  guard let year = try request.number("year") else { return years.first }
  guard years.contains(year) else { throw ReportError.invalidValue(parameter: "year") }
  return year
}

/// The school that a page is asked to mark among the others.
func markedSchool(
  _ request: PageRequest, among schools: [String: SchoolName]
) throws -> SchoolName? {
  try request.text("school").map { code in
    guard let school = schools[code] else { throw ReportError.notFound(.school) }
    return school
  }
}

/// The cuts of an indicator, each a link to the same page.
func cutChoices(_ cuts: [String], current: String, _ names: Names, _ request: PageRequest)
  -> [Choice]
{
  cuts.map { cut in
    let name = names.cut(cut)
    return Choice(
      text: name.isEmpty ? Wording(request.language)("any") : name,
      href: request.link(changing: ["cut": cut]), isCurrent: cut == current)
  }
}

/// A switch between years.
func yearChoices(_ years: [Int], current: Int?, _ request: PageRequest) -> [Choice] {
  let figure = Figure(request.language)
  return years.map { year in
    Choice(
      text: figure.year(year), href: request.link(changing: ["year": String(year)]),
      isCurrent: year == current)
  }
}
