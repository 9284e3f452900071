import ArgumentParser
import Intake
import Statistics

struct RankMethod: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rank",
    abstract: "Places by a composite of indicators, each with its interval and tier.",
    discussion: """
      A row is a school. Indicators are put on one scale, averaged by weight within
      criteria (--groups) and then between them; the weights of missing values go to
      those present. Goalposts that are not given are the 5 % and 95 % quantiles of
      the input, and scores are cut to 1…100.

      With --standard-errors values are first drawn toward their mean, the uncertain
      ones most, and then drawn anew --draws times: rankLow and rankHigh hold 95 % of
      the places, and schools of one tier cannot be told apart. Without them values
      count as exact.

      With --pairs it is printed of any two rows in how many of the draws the first
      stands above the second, below it and level with it: three shares that add
      up to 1. Without --standard-errors they are 0 or 1.

      EXAMPLES
        soko method rank --input schools.csv --id school --indicators math,absence \\
          --directions higher,lower --weights 2,1
        soko method rank --input schools.csv --id school --indicators a,b,c \\
          --directions higher,higher,lower --groups results,results,health \\
          --group-weights results=0.6,health=0.4 --goalposts a=20:80 \\
          --standard-errors a_se,b_se,c_se --seed 7
      """)

  enum Scale: String, CaseIterable, ExpressibleByArgument {
    case goalposts, minmax, zscore, percentile
  }
  enum Treatment: String, CaseIterable, ExpressibleByArgument { case none, winsorize }
  enum Shrinkage: String, CaseIterable, ExpressibleByArgument { case normal, none }
  enum Mean: String, CaseIterable, ExpressibleByArgument {
    case arithmetic, geometric

    var aggregation: Aggregation { self == .geometric ? .geometric : .arithmetic }
  }

  @OptionGroup var input: MethodInput
  @Option(help: "The column that names a row.") var id: String
  @Option(help: "Columns to rank by, with commas between.") var indicators: NameList
  @Option(help: "higher or lower is better, for each indicator.") var directions: WordList
  @Option(help: "Weights within the criterion, for each indicator (default: equal).")
  var weights: WeightList?
  @Option(help: "The criterion of each indicator (default: one, named all).") var groups: WordList?
  @Option(name: .customLong("group-weights"), help: "NAME=WEIGHT, … (default: equal).")
  var groupWeights: NamedValues?
  @Option(help: "goalposts, minmax, zscore or percentile.") var normalize = Scale.goalposts
  @Option(help: "LOW,HIGH of minmax (default: 0,100).") var range: WordList?
  @Option(help: "NAME=LOW:HIGH, … (default: the 5 % and 95 % quantiles).")
  var goalposts: NamedValues?
  @Option(help: "none or winsorize: pull extreme values in.") var treat = Treatment.none
  @Option(help: "The mean within a criterion: arithmetic or geometric.") var within = Mean
    .arithmetic
  @Option(
    help: "The mean between criteria (default: geometric, of z-scores arithmetic).")
  var between: Mean?
  @Option(name: .customLong("standard-errors"), help: "Columns of them, for each indicator.")
  var standardErrors: NameList?
  @Option(help: "normal or none: what --standard-errors do to the values.")
  var shrink = Shrinkage.normal
  @Option(help: "How often values are drawn anew.") var draws = 2000
  @Option(help: "The seed of the draws.") var seed: UInt64 = 1
  @Flag(help: "Print how often each row stands above each other one.") var pairs = false

  func validate() throws {
    guard (1...1_000_000).contains(draws) else {
      throw ValidationError("--draws is 1 to 1000000")
    }
  }

  func run() async throws {
    let names = indicators.names
    try input.print(texts: [id], numbers: names + (standardErrors?.names ?? [])) { table in
      let rows = try KeyedRows(table, needed: 0..<0)
      try MethodFault.rows(rows.keys.count, needed: 1)
      let ranking = try RankPlan(self, table, rows)
      return document(ranking, rows)
    }
  }

  private func document(_ plan: RankPlan, _ rows: KeyedRows) -> MethodDocument {
    let outcome = RankSimulation(draws: standardErrors == nil ? 1 : draws, seed: seed).simulate(
      plan.composite, keys: rows.keys, values: plan.values, standardErrors: plan.errors)
    let places = outcome.places
    let scores = plan.composite.normalized(plan.values)
    if standardErrors == nil {
      Console.message("no --standard-errors: places are those of exact values")
    }
    var document = MethodDocument(
      "rank", rows: rows.total, used: places.count { $0.rank != nil },
      parameters: plan.parameters(self))
    document.add("constant", .strings(plan.constant))
    if !plan.treated.isEmpty { document.add("treated", plan.treated) }
    if !plan.shrunk.isEmpty { document.add("shrunk", plan.shrunk) }
    let ranked = places.indices.filter { places[$0].rank != nil }.sorted {
      (places[$0].rank ?? 0, rows.keys[$0]) < (places[$1].rank ?? 0, rows.keys[$1])
    }
    document.add(
      "ranking",
      ranked.map { row in
        let place = places[row]
        guard case .score(let score, let parts) = place.score else { return [] }
        return [
          .init("id", .string(rows.keys[row])), .init("score", real: score),
          .init("rank", .integer(place.rank)), .init("rankLow", .integer(place.rankLow)),
          .init("rankHigh", .integer(place.rankHigh)), .init("tier", .integer(place.tier)),
          .init("expectedRank", real: place.expectedRank),
          .init("topQuarter", real: place.topQuarter),
          .init(
            "parts",
            .object(zip(plan.groups, parts).map { .init($0, real: $1) })),
          .init(
            "indicators",
            .object(zip(indicators.names, scores[row]).map { .init($0, real: $1) })),
        ]
      })
    if pairs { document.add("pairs", pairs(outcome, ranked, rows.keys)) }
    document.add(
      "unranked",
      places.indices.filter { places[$0].rank == nil }.map {
        [.init("id", .string(rows.keys[$0])), .init("reason", .string("no_data"))]
      })
    return document
  }

  /// Each two of the rows `ranked`, the one that is ranked first named first.
  private func pairs(
    _ outcome: RankSimulation.Outcome, _ ranked: [Int], _ keys: [String]
  ) -> [[JSONValue.Member]] {
    ranked.indices.flatMap { one in
      ranked[(one + 1)...].compactMap { other in
        outcome.pair(ranked[one], other).map { pair in
          [
            .init("first", .string(keys[ranked[one]])), .init("second", .string(keys[other])),
            .init("above", real: pair.above), .init("below", real: pair.below),
            .init("level", real: pair.level),
          ]
        }
      }
    }
  }
}
