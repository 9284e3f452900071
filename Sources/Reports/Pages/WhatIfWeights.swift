import Foundation
import Postgres
import Schools

/// «Что если» of a ranking: the form whose state is the address, and the places by the weights it says.
struct WhatIfWeights {
  struct Field {
    let name: String
    let label: String
    let value: String
  }

  struct Row {
    let place: String
    let places: String
    let name: String
    let href: String
    let score: String
    let published: String
    let shift: String
  }

  let action: String
  let kept: [RankPair.Kept]
  let fields: [Field]
  /// Nil until weights are said.
  let sentence: String?
  let rows: [Row]
  let hasRows: Bool

  /// A weight for each criterion of the regulation.
  static let parameters = (1...7).map(parameter)

  private static func parameter(_ criterion: Int) -> String { "weight\(criterion)" }

  /// Nil where nobody's place is shown.
  ///
  /// - Throws: ``ReportError/invalidValue(parameter:)`` for a weight that is no number of 0 to 100, for weights that are all 0, and for that of a criterion that is not
  ///   ranked.
  init?(
    _ ranked: [RankRow], year: Int?, keySet: KeySet?, names: [String: SchoolName],
    _ request: PageRequest, _ db: Database
  ) throws {
    guard let year, let keySet, ranked.contains(where: { $0.rank != nil }) else { return nil }
    let asked = try Self.weights(keySet, request)
    let figure = Figure(request.language)
    let sum = keySet.criteria.map(\.weight).reduce(0, +)
    action = request.path
    kept = RankPair.kept(request)
    fields = zip(keySet.criteria, asked ?? keySet.criteria.map { $0.weight / sum * 100 }).map {
      Field(
        name: Self.parameter($0.criterion), label: "\($0.criterion). \($0.title[request.language])",
        value: Self.plain($1))
    }
    guard let asked else {
      (sentence, rows, hasRows) = (nil, [], false)
      return
    }
    guard
      let trial = try RankingTrial(ranked, year: year, keySet: keySet, weights: asked, db)
    else {
      sentence = Self.refusal(request.language)
      (rows, hasRows) = ([], false)
      return
    }
    let published = Dictionary(
      uniqueKeysWithValues: ranked.compactMap { row in row.rank.map { (row.school, $0) } })
    rows = trial.places.map { place in
      let before = published[place.school]
      return Row(
        place: String(place.rank),
        places: "\(place.interval.lowerBound)–\(place.interval.upperBound)",
        name: names[place.school]?.name ?? place.school,
        href: request.link("/schools/\(PageRequest.part(place.school))"),
        score: figure.decimal(place.score, 1),
        published: before.map(String.init) ?? Figure.absent,
        shift: before.map { figure.decimal(Double($0 - place.rank), 0, signed: true) }
          ?? Figure.absent)
    }
    hasRows = !rows.isEmpty
    sentence = Self.sentence(trial, published, names, request.language)
  }

  private static func weights(_ keySet: KeySet, _ request: PageRequest) throws -> [Double]? {
    let said = parameters.filter { request.text($0) != nil }
    guard let first = said.first else { return nil }
    let ranked = keySet.criteria.map { parameter($0.criterion) }
    if let foreign = said.first(where: { !ranked.contains($0) }) {
      throw ReportError.invalidValue(parameter: foreign)
    }
    let weights = try ranked.map { name in
      guard let text = request.text(name) else { return 0.0 }
      guard let weight = Double(text.replacing(",", with: ".")), (0...100).contains(weight) else {
        throw ReportError.invalidValue(parameter: name)
      }
      return weight
    }
    guard weights.contains(where: { $0 > 0 }) else {
      throw ReportError.invalidValue(parameter: first)
    }
    return weights
  }

  /// As a field of numbers takes it.
  private static func plain(_ weight: Double) -> String {
    let tenths = (weight * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
  }

  private static func refusal(_ language: Language) -> String {
    language == .ru
      ? "Места с другими весами видит тот, кому видны величины всех школ этого рейтинга; здесь часть их не видна или скрыта."
      : "Places by other weights are for those who see the values of all schools of this ranking; here some are not seen or hidden."
  }

  private static func sentence(
    _ trial: RankingTrial, _ published: [String: Int], _ names: [String: SchoolName],
    _ language: Language
  ) -> String {
    let words = Wording(language)
    let moved = trial.places.filter { published[$0.school] != $0.rank }
    let most = moved.compactMap { place in
      published[place.school].map { (place, from: $0, by: abs($0 - place.rank)) }
    }.max { ($0.by, $1.0.school) < ($1.by, $0.0.school) }
    let beyond = trial.places.count { place in
      published[place.school].map { !place.interval.contains($0) } ?? false
    }
    let draws = Figure(language).integer(trial.draws)
    if language == .ru {
      return "С этими весами место другое у \(moved.count) из \(trial.places.count)"
        + (most.map {
          "; дальше всех сдвинулась «\(names[$0.0.school]?.name ?? $0.0.school)»: с \($0.from) на \($0.0.rank)"
        } ?? "")
        + ". Опубликованное место лежит вне нового интервала у \(beyond): только там порядок решают веса, а не "
        + "случай. Интервал — \(draws) розыгрышей выборочной ошибки. Действует опубликованный рейтинг."
    }
    return
      "By these weights \(moved.count) of \(words.count(trial.places.count, .school)) have another place"
      + (most.map {
        "; “\(names[$0.0.school]?.name ?? $0.0.school)” moves farthest, from \($0.from) to \($0.0.rank)"
      } ?? "")
      + ". The published place lies outside the new interval for \(beyond): only there weights decide, not "
      + "chance. The interval is of \(draws) draws of the sampling error. The published ranking holds."
  }
}
