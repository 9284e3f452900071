import Postgres
import Schools

/// The funnel of an indicator's page: a drawing, a sentence and the same as a table.
struct FunnelSection {
  private struct Place: Decodable {
    let school: String
    let unit: String
    let denominator: Double
    let value: Double
    let target: Double
    let dispersion: Double
    let low95: Double
    let high95: Double
    let low998: Double
    let high998: Double
    let position: String
  }

  struct Row {
    let name: String
    let size: String
    let value: String
    let near: String
    let far: String
    let shape: String
    let position: String
    let isMarked: Bool
  }

  let chart: String?
  let sentence: String
  let rows: [Row]

  /// Nil where the indicator has no funnel, or the reader sees none.
  init?(
    _ code: String, cut: String, year: Int?, marked: SchoolName?, schools: [String: SchoolName],
    _ language: Language, _ db: Database
  ) throws {
    guard let year else { return nil }
    let places = try db.all(
      """
      select school, unit, denominator::double precision as denominator, value, target, dispersion,
          low95, high95, low998, high998, position
      from report_v1.funnel
      where indicator = \(code) and cut = \(cut) and year = \(year)
      order by denominator, school collate "C"
      """, as: Place.self)
    guard let first = places.first else { return nil }
    let (words, figure) = (Wording(language), Figure(language))
    func label(_ value: Double) -> String { figure.value(value, unit: first.unit) }
    sentence = Self.sentence(places.map(\.position), words)
    rows = places.map { place in
      Row(
        name: schools[place.school]?.name ?? place.school, size: figure.size(place.denominator),
        value: label(place.value), near: "\(label(place.low95))–\(label(place.high95))",
        far: "\(label(place.low998))–\(label(place.high998))",
        shape: Self.shape(place.position), position: words.position(place.position),
        isMarked: place.school == marked?.school)
    }
    chart = FunnelChart(
      points: places.map { place in
        .init(
          size: place.denominator, value: place.value, low95: place.low95, high95: place.high95,
          low998: place.low998, high998: place.high998, target: place.target,
          position: place.position, isMarked: place.school == marked?.school)
      },
      title: words("funnel"), details: sentence, sizeLabel: words("units")
    ).markup(label)
  }

  /// As the drawing has it.
  private static func shape(_ position: String) -> String {
    position.hasSuffix("998") ? "◆" : position.hasSuffix("95") ? "●" : "○"
  }

  /// How many schools stand where, and how many would by chance.
  private static func sentence(_ positions: [String], _ words: Wording) -> String {
    let counts = Dictionary(grouping: positions) { $0 }.mapValues(\.count)
    let beyond = positions.count { $0 != "within" }
    let list = ["above998", "above95", "below95", "below998"].map {
      "\(words.position($0)) — \(counts[$0] ?? 0)"
    }.joined(separator: ", ")
    let chance = Figure(words.language).decimal(0.05 * Double(positions.count), 1)
    let all = words.count(positions.count, .school)
    return words.language == .ru
      ? "В воронке \(all), за пределами 95 % — \(beyond); если бы школы не различались, за ними случайно оказалось бы около \(chance). Из них: \(list)."
      : "\(all) in the funnel, \(beyond) beyond the 95 % limits; if schools did not differ, about \(chance) would be there by chance. Of these: \(list)."
  }
}
