package import Postgres
import Schools

extension Pages {
  /// Two to eight chosen schools side by side: values, which pairs differ beyond chance, and two years of one indicator.
  ///
  /// With fewer schools chosen, the page is the list to choose from.
  package func compare(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("school", "year", "cuts", "indicator", "cut")
    guard ["all", nil].contains(request.text("cuts")) else {
      throw ReportError.invalidValue(parameter: "cuts")
    }
    let names = try Names(db, request.language)
    let all = try SchoolName.all(db, request.language)
    let chosen = try ChosenSchools(request, among: all)
    let years = try Reports.years(db, in: "comparison")
    let year = try chosenYear(request, among: years)
    let page = ComparePage(
      chosen, all,
      try chosen.isEnough
        ? ComparedValues(
          db, chosen.codes, year: year, isShort: request.text("cuts") == nil) : nil,
      names: names, years: yearChoices(years, current: year, request), year: year, request)
    let values: [DataLink] = chosen.codes.map { code in
      DataLink(
        .comparison, ["school": code, "year": year.map(String.init)],
        called: all[code]?.name, more: "moreAnalogues",
        for: request)
    }
    let pairs: [DataLink] =
      chosen.isEnough
      ? chosen.codes.dropLast().map { code in
        DataLink(
          .differences,
          [
            "school": code, "other": chosen.codes.count == 2 ? chosen.codes[1] : nil,
            "year": year.map(String.init),
          ], called: all[code]?.name,
          more: chosen.codes.count == 2 ? "moreCuts" : "moreOthers", for: request)
      } : []
    return try render(
      "compare", title: Wording(request.language)("compare"), page,
      tables: ["differences": values + pairs, "values": values],
      data: chosen.codes.isEmpty ? [DataLink(.schools, for: request)] : [],
      for: request, db)
  }
}

/// The schools that a page sets side by side, in the order they were chosen.
struct ChosenSchools {
  static let most = 8

  let codes: [String]
  var isEnough: Bool { codes.count > 1 }

  /// - Throws: ``ReportError/notFound(_:)`` for a school that the reader does not see; ``ReportError/invalidValue(parameter:)``
  ///   for more than eight.
  init(_ request: PageRequest, among schools: [String: SchoolName]) throws {
    var seen: Set<String> = []
    codes = (request.text("school") ?? "").split(separator: ",").map(String.init)
      .filter { seen.insert($0).inserted }
    guard codes.allSatisfy({ schools[$0] != nil }) else { throw ReportError.notFound(.school) }
    guard codes.count <= Self.most else { throw ReportError.invalidValue(parameter: "school") }
  }
}

/// What is set side by side: values of the year and the year before, and the differences of each two schools.
struct ComparedValues {
  struct Difference: Decodable, Equatable {
    let school: String
    let other: String
    let indicator: String
    let cut: String
    let unit: String
    let difference: Double?
    let differenceLow: Double?
    let differenceHigh: Double?
    let reason: String?

    var isBeyondChance: Bool {
      guard let low = differenceLow, let high = differenceHigh else { return false }
      return low > 0 || high < 0
    }
  }

  let rows: [ComparisonRow]
  let before: [ComparisonRow]
  let differences: [Difference]

  /// Differences in the cuts that are shown; nil for a year that is not told.
  init?(_ db: Database, _ codes: [String], year: Int?, isShort: Bool) throws {
    guard let year else { return nil }
    let found = try ComparisonRow.all(
      db,
      where: """
        school = any(\(codes)) and year between \(year - 1) and \(year) and analogue = 'previous'
        """)
    rows = found.filter { $0.year == year }
    before = found.filter { $0.year == year - 1 }
    let cuts = ComparisonRow.cuts(rows, isShort: isShort)
    // Each two schools once, in the order they were chosen. The figures are read once and met among themselves:
    // `report_v1.school_difference` would look for the other's at each figure of the one.
    differences = try db.all(
      """
      with

      chosen as materialized (
          select figure
          from report_v1.indicator_value as figure
          where figure.school = any(\(codes)) and figure.year = \(year) and figure.cut = any(\(cuts))
      )

      select (own.figure).school, (other.figure).school as other, (own.figure).indicator,
          (own.figure).cut, (own.figure).unit, apart.difference, apart.difference_low,
          apart.difference_high, apart.reason
      from chosen as own
      inner join chosen as other
          on (own.figure).indicator = (other.figure).indicator
              and (own.figure).cut = (other.figure).cut
              and array_position(\(codes)::text[], (own.figure).school)
              < array_position(\(codes)::text[], (other.figure).school)
      cross join lateral report_v1.told_apart(own.figure, other.figure) as apart
      order by array_position(\(codes)::text[], (own.figure).school),
          array_position(\(codes)::text[], (other.figure).school)
      """, as: Difference.self)
  }
}

struct ComparePage {
  struct Option {
    let code: String
    let name: String
    let municipality: String
    let isChosen: Bool
  }

  struct Cell {
    let own: ValueCell
  }

  struct Row {
    let label: String
    let cut: String?
    let direction: String?
    let cells: [Cell]
    /// A sentence a pair.
    let apart: [String]
    let reason: String?
    let slope: String
  }

  struct Section {
    let name: String
    let rows: [Row]
  }

  struct Head {
    let name: String
    let href: String
  }

  let action: String
  let lang: String?
  let options: [Option]
  /// Whether there is anything to compare.
  let isCompared: Bool
  let years: [Choice]
  let cuts: [Choice]
  let heads: [Head]
  let width: String
  let sentence: String
  let sections: [Section]
  let slope: SlopeSection?

  init(
    _ chosen: ChosenSchools, _ all: [String: SchoolName], _ values: ComparedValues?, names: Names,
    years: [Choice], year: Int?, _ request: PageRequest
  ) {
    let words = Wording(request.language)
    action = "/compare"
    lang = request.language == .ru ? nil : request.language.rawValue
    options = all.values.sorted {
      ($0.municipalityName, $0.name, $0.school) < ($1.municipalityName, $1.name, $1.school)
    }.map {
      Option(
        code: $0.school, name: $0.name, municipality: $0.municipalityName,
        isChosen: chosen.codes.contains($0.school))
    }
    isCompared = values != nil
    self.years = years
    let isShort = request.text("cuts") == nil
    cuts = [("wholeOnly", nil), ("allCuts", "all")].map { name, value in
      Choice(
        text: words(name), href: request.link(changing: ["cuts": value]),
        isCurrent: (value == nil) == isShort)
    }
    heads = chosen.codes.map { code in
      Head(
        name: all[code]?.name ?? code,
        href: request.link(
          "/schools/\(PageRequest.part(code))", ["year": year.map(String.init)]))
    }
    width = String(chosen.codes.count + 3)
    let table = values.map {
      ComparedTable($0, chosen.codes, all, names: names, isShort: isShort, request)
    }
    sections = table?.sections ?? []
    sentence = table?.sentence ?? words("chooseNote")
    slope = values.flatMap {
      SlopeSection($0, chosen.codes, all, first: table?.first, names: names, year: year, request)
    }
  }
}
