import Foundation
package import Postgres
import Schools

extension Pages {
  /// The ranking of a year: tiers of schools that cannot be told apart, and the schools without a place.
  package func ranking(_ request: PageRequest, _ db: Database) throws -> String {
    try request.allow(["year", "municipality", "first", "second"] + WhatIfWeights.parameters)
    let all = try years(db, in: "ranking")
    let year = try chosenYear(request, among: all)
    let municipality = request.text("municipality")
    let municipalities = try SchoolsPage.municipalities(db, request)
    guard municipality == nil || municipalities.contains(where: \.isChosen) else {
      throw ReportError.invalidValue(parameter: "municipality")
    }
    let rows = try year.map { try RankRow.all(db, year: $0, municipality: municipality) } ?? []
    let schools = try SchoolName.all(db, request.language)
    let keySet = try RankingMethod.keySet(db, rows.first?.keySet)
    let page = RankingPage(
      rows, schools: schools,
      pair: try RankPair(
        rows.filter { $0.rank != nil }.map(\.school), year: year, names: schools, request, db),
      whatIf: try WhatIfWeights(rows, year: year, keySet: keySet, names: schools, request, db),
      method: try keySet.map { try RankingMethod($0, db, request.language) },
      model: try RankingModelBox.find(db, year: year, municipality: municipality, request.language),
      scopes: RankingPage.scopes(municipalities, request),
      years: yearChoices(all, current: year, request), request)
    let territory: KeyValuePairs<String, String?> = [
      "year": year.map(String.init), "scope": municipality == nil ? "region" : "municipality",
      "municipality": municipality,
    ]
    return try render(
      "ranking", title: Wording(request.language)("ranking"), page,
      tables: [
        "ranking": [
          DataLink(
            .ranking, territory, more: page.hasUnranked ? "moreUnranked" : nil, for: request)
        ],
        "unranked": [
          DataLink(.ranking, territory, more: page.hasTiers ? "moreRanked" : nil, for: request)
        ],
        "weights": [DataLink(.weights, more: "moreIndicators", for: request)],
        "sensitivity": [DataLink(.sensitivity, territory, for: request)],
        "importance": [DataLink(.importance, territory, for: request)],
      ],
      data: [
        DataLink(
          .rankingInputs, ["year": year.map(String.init), "municipality": municipality],
          for: request)
      ], for: request, db)
  }
}

struct RankRow: Decodable {
  let school: String
  let score: Double?
  let rank: Int?
  let rankLow: Int?
  let rankHigh: Int?
  let samplingLow: Int?
  let samplingHigh: Int?
  let among: Int?
  let setLow: Int?
  let setHigh: Int?
  let topQuarter: Double?
  let bottomQuarter: Double?
  let expectedRank: Double?
  let tier: Int?
  let reason: String?
  let keySet: String

  static func all(_ db: Database, year: Int, municipality: String?) throws -> [RankRow] {
    let scope: SQL =
      municipality.map { "scope = 'municipality' and municipality = \($0)" } ?? "scope = 'region'"
    return try db.all(
      """
      select school, score, rank, rank_low, rank_high, sampling_low, sampling_high, among, set_low,
          set_high, top_quarter, bottom_quarter, expected_rank, tier, reason, key_set
      from report_v1.ranking
      where year = \(year) and
      """ + " " + scope
        + SQL(
          raw: " order by coalesce(expected_rank, rank) nulls last, rank, school collate \"C\""),
      as: RankRow.self)
  }
}

struct RankingPage {
  struct Row {
    let place: String
    let places: String
    let point: String
    let name: String
    let href: String
    let municipality: String
    let score: String
    /// By sampling alone, and for all schools at once.
    let sampling: String
    let set: String
    let top: String
    let bottom: String
  }

  struct Tier {
    let number: String
    let count: String
    let rows: [Row]
  }

  struct Unranked {
    let name: String
    let href: String
    let municipality: String
    let reason: String
  }

  let years: [Choice]
  let scopes: [Choice]
  let sentence: String
  let axis: String?
  /// All places in one drawing; nil for a reader of tiers alone.
  let chart: String?
  let tiers: [Tier]
  let hasTiers: Bool
  let unranked: [Unranked]
  let hasUnranked: Bool
  let method: RankingMethod?
  let model: RankingModelBox?
  let pair: RankPair?
  let whatIf: WhatIfWeights?

  static func scopes(
    _ municipalities: [SchoolsPage.Choosable], _ request: PageRequest
  ) -> [Choice] {
    let region = Choice(
      text: Wording(request.language)("region"),
      href: request.link(changing: ["municipality": nil]),
      isCurrent: !municipalities.contains(where: \.isChosen))
    return [region]
      + municipalities.map {
        Choice(
          text: $0.name, href: request.link(changing: ["municipality": $0.code]),
          isCurrent: $0.isChosen)
      }
  }

  init(
    _ rows: [RankRow], schools: [String: SchoolName], pair: RankPair?, whatIf: WhatIfWeights?,
    method: RankingMethod?, model: RankingModelBox?, scopes: [Choice],
    years: [Choice], _ request: PageRequest
  ) {
    let words = Wording(request.language)
    let figure = Figure(request.language)
    self.years = years
    self.scopes = scopes
    self.method = method
    self.model = model
    self.pair = pair
    self.whatIf = whatIf
    // To some readers schools go by tiers alone.
    let placed = rows.filter { $0.tier != nil }
    let scale = Caterpillar([1, Double(max(placed.count, 2))])
    axis = placed.allSatisfy { $0.rank == nil } ? nil : scale?.axis { figure.decimal($0, 0) }
    func href(_ row: RankRow) -> String {
      request.link("/schools/\(PageRequest.part(row.school))")
    }
    tiers = Dictionary(grouping: placed) { $0.tier ?? 0 }.sorted { $0.key < $1.key }
      .map { tier, members in
        Tier(
          number: String(tier), count: words.count(members.count, .school),
          rows: members.map { row in
            let name = schools[row.school]?.name ?? row.school
            let places = Self.places(row.rankLow, row.rankHigh)
            return Row(
              place: row.rank.map(String.init) ?? Figure.absent, places: places,
              point: row.rank.flatMap { rank in
                scale?.row(
                  Double(rank), low: row.rankLow.map(Double.init),
                  high: row.rankHigh.map(Double.init), title: "\(name): \(rank) (\(places))")
              } ?? "",
              name: name, href: href(row),
              municipality: schools[row.school]?.municipalityName ?? "",
              score: row.score.map { figure.decimal($0, 1) } ?? Figure.absent,
              sampling: Self.places(row.samplingLow, row.samplingHigh),
              set: Self.places(row.setLow, row.setHigh),
              top: row.topQuarter.map { figure.decimal($0 * 100, 0) + "\u{00A0}%" }
                ?? Figure.absent,
              bottom: row.bottomQuarter.map { figure.decimal($0 * 100, 0) + "\u{00A0}%" }
                ?? Figure.absent)
          })
      }
    hasTiers = !tiers.isEmpty
    unranked = rows.filter { $0.tier == nil }.map { row in
      Unranked(
        name: schools[row.school]?.name ?? row.school, href: href(row),
        municipality: schools[row.school]?.municipalityName ?? "",
        reason: row.reason.map(words.reason) ?? "")
    }.sorted { ($0.name, $0.href) < ($1.name, $1.href) }
    hasUnranked = !unranked.isEmpty
    sentence = Self.sentence(placed, tiers.count, unranked.count, words)
    chart = Self.chart(placed, sentence, figure, words)
  }

  private static func chart(
    _ placed: [RankRow], _ sentence: String, _ figure: Figure, _ words: Wording
  ) -> String? {
    let points = placed.compactMap { row -> IntervalChart.Point? in
      guard let rank = row.rank, let low = row.rankLow, let high = row.rankHigh else { return nil }
      return IntervalChart.Point(
        value: Double(rank), low: Double(low), high: Double(high),
        isMarked: false, group: row.tier)
    }
    return IntervalChart(
      points: points, title: words("placesChart"), details: sentence,
      orderLabel: words("placeOrder"), reference: nil
    ).markup { figure.decimal($0, 0) }
  }

  private static func places(_ low: Int?, _ high: Int?) -> String {
    low.flatMap { low in high.map { "\(low)–\($0)" } } ?? Figure.absent
  }

  private static func sentence(
    _ placed: [RankRow], _ tiers: Int, _ unranked: Int, _ words: Wording
  ) -> String {
    guard !placed.isEmpty else { return words("noRows") }
    guard placed.contains(where: { $0.rank != nil }) else {
      return words.language == .ru
        ? "В рейтинге \(words.count(placed.count, .school)), \(words.count(tiers, .tier)); без места: \(unranked). Места видят муниципалитет и сама школа, регион — группы."
        : "\(words.count(placed.count, .school)) in \(words.count(tiers, .tier)), \(unranked) unranked. Places are for the municipality and the school itself, tiers for the region."
    }
    let width =
      placed.map { Double(($0.rankHigh ?? 0) - ($0.rankLow ?? 0) + 1) }.reduce(0, +)
      / Double(placed.count)
    let places = Figure(words.language).decimal(width, 1)
    return words.language == .ru
      ? "В рейтинге \(words.count(placed.count, .school)), \(words.count(tiers, .tier)); "
        + "без места: \(unranked). 95 % интервал места охватывает в среднем \(places) места."
      : "\(words.count(placed.count, .school)) in \(words.count(tiers, .tier)), \(unranked) unranked. "
        + "The 95 % interval of a place spans \(places) places on average."
  }
}
