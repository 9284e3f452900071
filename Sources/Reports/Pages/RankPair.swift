import Postgres
import Schools

/// Two schools of a ranking side by side: how often the one stands above the other.
struct RankPair {
  struct Option {
    let code: String
    let name: String
    let isFirst: Bool
    let isSecond: Bool
  }

  /// A parameter of the page that the form keeps.
  struct Kept {
    let name: String
    let value: String
  }

  let action: String
  let kept: [Kept]
  let options: [Option]
  /// Nil until two schools are chosen.
  let sentence: String?

  private struct Row: Decodable {
    let draws: Int
    let above: Double
    let equal: Double
  }

  /// Nil where fewer than two schools have a place that the scope may see.
  ///
  /// - Parameter schools: codes of the schools with a place.
  /// - Throws: ``ReportError/invalidValue(parameter:)`` for a school that the scope does not see.
  init?(
    _ schools: [String], year: Int?, names: [String: SchoolName], _ request: PageRequest,
    _ db: Database
  ) throws {
    guard let year, schools.count > 1 else { return nil }
    let chosen = try ["first", "second"].map { parameter in
      let code = request.text(parameter)
      guard code == nil || names[code!] != nil else {
        throw ReportError.invalidValue(parameter: parameter)
      }
      return code
    }
    action = request.path
    kept = Self.kept(request)
    let named = schools.map { (code: $0, name: names[$0]?.name ?? $0) }
    options = named.sorted { ($0.name, $0.code) < ($1.name, $1.code) }.map {
      Option(
        code: $0.code, name: $0.name, isFirst: $0.code == chosen[0], isSecond: $0.code == chosen[1])
    }
    guard let first = chosen[0], let second = chosen[1], first != second else {
      sentence = nil
      return
    }
    if let unranked = [first, second].first(where: { !schools.contains($0) }) {
      let name = names[unranked]?.name ?? unranked
      sentence =
        request.language == .ru
        ? "«\(name)» в этом рейтинге без места." : "“\(name)” has no place in this ranking."
      return
    }
    let row = try db.first(
      """
      select draws, above, equal from report_v1.rank_pair
      where school = \(first) and other = \(second) and year = \(year)
      """, as: Row.self)
    let sure = try db.threshold("tier_probability")
    sentence =
      row.map {
        Self.sentence(
          $0, names[first]?.name ?? first, names[second]?.name ?? second, sure: sure,
          request.language)
      }
      ?? (request.language == .ru
        ? "Розыгрыши этого рейтинга не сохранены: они появятся со следующим расчётом."
        : "The draws of this ranking were not kept: they come with the next run.")
  }

  /// What a form of the ranking's page keeps of its address.
  static func kept(_ request: PageRequest) -> [Kept] {
    [
      ("year", request.text("year")), ("municipality", request.text("municipality")),
      ("lang", request.language == .ru ? nil : request.language.rawValue),
    ].compactMap { name, value in value.map { Kept(name: name, value: $0) } }
      + request.kept.map { Kept(name: $0.0, value: $0.1) }
  }

  private static func sentence(
    _ row: Row, _ first: String, _ second: String, sure: Double, _ language: Language
  ) -> String {
    let figure = Figure(language)
    func percent(_ share: Double) -> String { figure.decimal(share * 100, 1) + "\u{00A0}%" }
    let below = max(0, 1 - row.above - row.equal)
    let draws = figure.integer(row.draws)
    // Half a width of the interval of a share of so many draws, at its widest.
    let error = figure.decimal(98 / Double(row.draws).squareRoot(), 1)
    let isTold = row.above >= sure || below >= sure
    if language == .ru {
      return
        "«\(first)» выше «\(second)» в \(percent(row.above)) розыгрышей, ниже в \(percent(below)), "
        + "наравне в \(percent(row.equal)): \(draws) розыгрышей выборочной ошибки вместе с выбором метода, "
        + "ошибка доли не больше \(error) п. п. "
        + (isTold
          ? "Порядок этих двух школ можно назвать."
          : "Порядок этих двух школ назвать нельзя: нужно \(percent(sure)) и больше.")
    }
    return
      "“\(first)” stands above “\(second)” in \(percent(row.above)) of the draws, below in \(percent(below)), "
      + "level in \(percent(row.equal)): \(draws) draws of the sampling error together with the method, the share's own error "
      + "at most \(error) points. "
      + (isTold
        ? "The order of these two can be told."
        : "The order of these two cannot be told: that takes \(percent(sure)) or more.")
  }
}
