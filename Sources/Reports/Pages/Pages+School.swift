package import Postgres
import Schools

extension Pages {
  /// One school beside its analogues, indicator by indicator under the criteria of clause 4.6.
  package func school(_ code: String, _ request: PageRequest, _ db: Database) throws -> String {
    try request.allow("year", "cuts")
    guard ["all", nil].contains(request.text("cuts")) else {
      throw ReportError.invalidValue(parameter: "cuts")
    }
    guard let school = try SchoolFacts.find(code, db, request.language) else {
      throw ReportError.notFound(.school)
    }
    // A year in which the school sent nothing is one too: its page says so.
    let all = try years(db, in: "comparison")
    let own = try years(db, in: "comparison", where: "school = \(code)")
    let year = try request.number("year") == nil ? own.first : chosenYear(request, among: all)
    let rows =
      try year.map {
        try ComparisonRow.all(db, where: "school = \(code) and year = \($0)")
      } ?? []
    let cuts = ComparisonRow.cuts(rows, isShort: request.text("cuts") == nil)
    let lists = try year.map { try AnalogueList.all(db, of: code, year: $0) } ?? []
    let members =
      try year.map { try AnalogueList.members(db, of: code, year: $0, request.language) } ?? []
    let page = SchoolPage(
      school, rows,
      lists.map { list in
        ListText(list, members.filter { $0.analogue == list.analogue }, request)
      }, year: year, silent: all.first.flatMap { own.contains($0) ? nil : $0 },
      families: try year.map {
        try FamilyCount.all(db, where: "school = \(code) and year = \($0)")
      } ?? [],
      pooled: try year.map { try PooledValue.all(db, school: code, year: $0) } ?? [:],
      near: try NearValues(db, school, year: year, cuts: cuts),
      recent: try RecentYears(db, school: code, year: year, cuts: cuts),
      completeness: try Completeness(db, school: code, year: year, request),
      names: try Names(db, request.language),
      years: yearChoices(all, current: year, request), request)
    return try render(
      "school", title: school.name, page,
      tables: [
        "comparison": [
          DataLink(
            .comparison, ["school": code, "year": year.map(String.init)], more: "moreAnalogues",
            for: request),
          DataLink(
            .comparison,
            [
              "school": code, "year": year.map(String.init), "cut": "all", "analogue": "municipal",
            ], called: Wording(request.language)("withChart"), more: "moreOrFewer", for: request),
          DataLink(
            .pooled, ["school": code, "year": year.map(String.init)], more: "moreOrFewer",
            for: request),
        ]
      ],
      for: request, db)
  }
}

/// What the head of a school's page says.
struct SchoolFacts: Decodable {
  let school: String
  let name: String
  let municipality: String
  let municipalityName: String
  let regionName: String
  let kind: String?
  let settlement: String?
  let isSmall: Bool?
  let students: Int?
  /// The year that kind, size and settlement were last reported for.
  let year: Int?

  static func find(_ code: String, _ db: Database, _ language: Language) throws -> SchoolFacts? {
    let lang = language.rawValue
    return try db.first(
      SQL(
        raw: """
          select school, name_\(lang) as name, municipality, municipality_\(lang) as municipality_name,
              region_\(lang) as region_name, kind, settlement, is_small, students, year
          from report_v1.school
          where school =
          """) + " \(code)", as: SchoolFacts.self)
  }
}

struct SchoolPage {
  struct Row {
    let label: String
    let cut: String?
    let isFirst: Bool
    let href: String
    let own: ValueCell
    let cells: [VerdictCell]
    let recent: RecentYears.Cell?
    let strip: String?
    let direction: String?
  }

  struct Section {
    let number: String?
    let anchor: String
    let name: String
    /// How many verdicts of each kind beside the region.
    let counts: String
    let rows: [Row]
  }

  let facts: String
  let territory: String
  let years: [Choice]
  /// Whole indicators, or all cuts.
  let cuts: [Choice]
  /// That the school sent nothing for the year shown, or for the newest one.
  let silence: String?
  /// Beside similar schools, or where there are none the region or the municipality; and beside each.
  let opening: VerdictSentence?
  let hasReasons: Bool
  let completeness: Completeness?
  let sentences: [String]
  /// Indicators that have no value, each with why, where it can be told.
  let valueless: [String]
  let hasValueless: Bool
  /// Whom the school is set beside, as the heads of columns.
  let columns: [String]
  /// Columns of the table.
  let width: String
  let sections: [Section]
  /// Analogues that are lists of schools.
  let lists: [ListText]
  let hasLists: Bool
  let hasRows: Bool
  /// There is neither a row nor a year without one.
  let isEmpty: Bool
  let hasHidden: Bool
  /// A workbook with the school's records of the year, to be corrected and sent.
  let template: String?
  /// Pages of its similar schools, its changes and its value added.
  let similar: String
  let trends: String
  let valueAdded: String
  let documents: String

  init(
    _ school: SchoolFacts, _ rows: [ComparisonRow], _ lists: [ListText], year: Int?, silent: Int?,
    families: [FamilyCount], pooled: [String: [PooledValue]], near: NearValues,
    recent: RecentYears?, completeness: Completeness?, names: Names, years: [Choice],
    _ request: PageRequest
  ) {
    let words = Wording(request.language)
    facts = Self.facts(school, year: year, words)
    silence = (rows.isEmpty ? year ?? silent : silent).map {
      "\(Figure(request.language).year($0)): \(words("notDelivered"))."
    }
    // Whoever sends nothing has nothing to fill in.
    template = (request.readsBundles ? year ?? school.year : nil).map { year in
      "/v1/templates/school?school=\(PageRequest.part(school.school))&year=\(year)"
    }
    similar = request.link(
      "/schools/\(PageRequest.part(school.school))/similar", ["year": year.map(String.init)])
    trends = request.link(
      "/schools/\(PageRequest.part(school.school))/trends", ["year": year.map(String.init)])
    valueAdded = request.link("/models", ["school": school.school])
    documents = request.link(
      "/documents", ["school": school.school, "year": year.map(String.init)])
    territory = "\(school.municipalityName), \(school.regionName)"
    self.years = years
    let isShort = request.text("cuts") == nil
    cuts = [("wholeOnly", nil), ("allCuts", "all")].map { name, value in
      Choice(
        text: words(name), href: request.link(changing: ["cuts": value]),
        isCurrent: (value == nil) == isShort)
    }
    let shown = isShort ? ComparisonRow.whole(rows) : rows
    let told = Dictionary(grouping: rows, by: \.analogue)
    let kinds = Self.kinds.filter { told[$0] != nil }
    columns = kinds.map { kind in
      // So many at most: of a single indicator fewer may have a value.
      let count = kind == "similar" ? told[kind]?.compactMap(\.schools).max() : nil
      return words.analogue(kind).uppercasedFirst + (count.map { " (\($0))" } ?? "")
    }
    width = String(kinds.count + 4)
    self.completeness = completeness
    opening = Self.opening(shown, words)
    hasReasons = !(opening?.reasons.isEmpty ?? true)
    valueless = Self.valueless(
      rows, names, completeness, words)
    hasValueless = !valueless.isEmpty
    let sets = told.keys.filter { AnalogueKind(code: $0) == .set }.sorted()
    sentences = (Self.kinds + ["municipal_same_kind", "previous"] + sets).compactMap { kind in
      let family = families.first { $0.analogue == kind }?.sentence(words)
      return Self.sentence(told[kind] ?? [], beside: kind, words)
        .map { [$0, family].compactMap(\.self).joined(separator: " ") }
    }
    self.lists = lists
    hasLists = !lists.isEmpty
    hasRows = !rows.isEmpty
    isEmpty = rows.isEmpty && silence == nil
    hasHidden = rows.contains(where: \.isHidden)
    var sections: [(criterion: Int, rows: [Row])] = []
    var previous: String?
    for (key, group) in names.groups(of: shown) {
      let criterion = names.criterion(group[0].indicator)
      if sections.last?.criterion != criterion { sections.append((criterion, [])) }
      let isFirst = previous != group[0].indicator
      previous = group[0].indicator
      sections[sections.count - 1].rows.append(
        Row(
          group, beside: kinds, school: school, pooled: pooled[key] ?? [],
          near: (near.ofMunicipality(key), near.ofSimilar(key)),
          recent: recent?.cell(
            key, unit: group[0].unit, previous: group.first { $0.analogue == "previous" },
            name: names.short(group[0].indicator), request.language),
          names: names, isFirst: isFirst, request))
    }
    self.sections = sections.map { criterion, rows in
      Section(
        number: criterion == 0 ? nil : String(criterion), anchor: "criterion-\(criterion)",
        name: words.criterion(criterion), counts: Self.counts(rows, words), rows: rows)
    }
  }

  /// The analogues of the table, in the order of its columns. Those that no row has are left out; schools of the same kind and
  /// saved sets have a sentence, the year before stands with the years.
  private static let kinds = [
    "municipal", "regional", "similar",
  ]

  /// Code, kind, size and settlement, with the year they were reported for when it is another than the page's.
  private static func facts(_ school: SchoolFacts, year: Int?, _ words: Wording) -> String {
    var parts: [String] = [school.school]
    if let kind = school.kind { parts.append(words.schoolKind(kind)) }
    if let students = school.students { parts.append(words.count(students, .pupil)) }
    if let settlement = school.settlement { parts.append(words.settlement(settlement)) }
    if school.isSmall == true { parts.append(words("small")) }
    if let reported = school.year, reported != year {
      parts.append("\(words("asOf")) \(Figure(words.language).year(reported))")
    }
    return parts.joined(separator: " · ")
  }

  /// How many verdicts of each kind the table below holds.
  private static func sentence(
    _ rows: [ComparisonRow], beside analogue: String, _ words: Wording
  ) -> String? {
    guard !rows.isEmpty else { return nil }
    let counts = Dictionary(grouping: rows, by: \.verdict).mapValues(\.count)
    let set = AnalogueKind(code: analogue) == .set
    let opening =
      set
      ? "\(words.beside("set")) \(analogue.dropFirst(AnalogueKind.setPrefix.count))"
      : words.beside(analogue)
    return "\(opening): \(words.count(of: counts))."
  }

  /// Beside the first analogue that can be told of any indicator; where there is none, beside the first there is.
  private static func opening(_ shown: [ComparisonRow], _ words: Wording) -> VerdictSentence? {
    let told = Dictionary(grouping: shown, by: \.analogue)
    let order = ["similar", "regional", "municipal"].filter { told[$0] != nil }
    let best = order.first { told[$0]!.contains { $0.verdict != "not_comparable" } }
    return (best ?? order.first).flatMap { VerdictSentence(told[$0]!, beside: $0, words) }
  }

  /// Where the tables a definition reads are known to have come or not, that is why; else there is none to tell.
  private static func valueless(
    _ rows: [ComparisonRow], _ names: Names, _ completeness: Completeness?, _ words: Wording
  ) -> [String] {
    guard !rows.isEmpty, let completeness else { return [] }
    let told = Set(rows.map(\.indicator))
    return names.indicators.filter { $0.isCurrent && !told.contains($0.indicator) }.map { one in
      let absent = one.tables.filter { name in
        RecordTable.all.contains { $0.name == name } && !completeness.tables.contains(name)
      }
      let why =
        absent.isEmpty
        ? words("nothingToCount") : "\(words("tablesMissing")) \(absent.joined(separator: ", "))"
      return "\(one.short): \(why)"
    }
  }

  private static func counts(_ rows: [Row], _ words: Wording) -> String {
    let verdicts = rows.compactMap { $0.cells.first { $0.kind == "regional" }?.verdict }
    let counts = Dictionary(grouping: verdicts) { $0 }.mapValues(\.count)
    let list = ["above", "within", "below", "not_comparable"].map {
      "\(Wording.shape($0)) \(counts[$0] ?? 0)"
    }
    return "\(words.beside("regional").lowercasedFirst): \(list.joined(separator: "  "))"
  }
}

extension SchoolPage.Row {
  fileprivate init(
    _ group: [ComparisonRow], beside kinds: [String], school: SchoolFacts,
    pooled: [PooledValue], near: (municipal: [Double], similar: [Double]),
    recent: RecentYears.Cell?, names: Names, isFirst: Bool, _ request: PageRequest
  ) {
    let language = request.language
    let figure = Figure(language)
    let first = group[0]
    let name = names.short(first.indicator) + figure.unitSuffix(first.unit)
    let words = names.cut(first.cut)
    label = name
    cut = words.isEmpty ? nil : words
    self.isFirst = isFirst
    href = request.link(
      toFigure: first.indicator, cut: first.cut, of: school.school, year: first.year)
    own = ValueCell(
      first, pooled: pooled.first, enough: names[first.indicator]?.minimumPublish, href: href,
      language)
    self.recent = recent
    direction =
      first.direction == "lower" ? Wording(language).term("lower") : nil
    let byAnalogue = Dictionary(grouping: group, by: \.analogue)
    cells = kinds.map { kind in
      byAnalogue[kind].map {
        VerdictCell(
          $0[0], beside: byAnalogue["\(kind)_published"]?[0],
          pooled: pooled.first { $0.analogue == kind }, language)
      } ?? VerdictCell(absent: kind)
    }
    let region = byAnalogue["regional"]?[0].analogueValue
    strip = first.value.flatMap { value in
      Strip(
        own: value, low: first.low, high: first.high, others: near.municipal,
        similar: near.similar, region: region,
        title: words.isEmpty ? name : "\(name), \(words)",
        details: Self.details(first, near, region, figure, Wording(language))
      ).markup
    }
  }

  private static func details(
    _ row: ComparisonRow, _ near: (municipal: [Double], similar: [Double]), _ region: Double?,
    _ figure: Figure, _ words: Wording
  ) -> String {
    var parts = row.value.map { ["\(words("school")): \(figure.value($0, unit: row.unit))"] } ?? []
    for (name, values) in [("municipality", near.municipal), ("similarSchools", near.similar)] {
      guard let low = values.min(), let high = values.max() else { continue }
      let ends = "\(figure.value(low, unit: row.unit))–\(figure.value(high, unit: row.unit))"
      parts.append("\(words(name)): \(ends), n=\(values.count)")
    }
    if let region { parts.append("\(words("region")): \(figure.value(region, unit: row.unit))") }
    return parts.joined(separator: "; ")
  }
}
