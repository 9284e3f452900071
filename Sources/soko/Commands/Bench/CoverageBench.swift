import Foundation
import Pipeline
import Schools
import Statistics

/// How often what is said with 95 % is true, over simulated municipalities of forty schools.
struct CoverageBench {
  static let schools = 40

  let municipalities: Int

  /// What was counted, of all intervals or of all municipalities.
  struct Line {
    let name: String
    let share: Double
    /// The standard error of the share, with a municipality as the unit.
    let error: Double
  }

  func run() throws {
    for variance in [0.1, 0.02] {
      Console.data("value added, between variance \(variance):")
      Self.print(try effects(betweenVariance: variance))
    }
    Console.data("ranking of composites:")
    Self.print(ranks())
  }

  private static func print(_ lines: [Line]) {
    for line in lines {
      Console.data(
        "  \(line.name.padding(toLength: 44, withPad: " ", startingAt: 0))"
          + String(format: "%.1f %% ± %.1f", line.share * 100, line.error * 100))
    }
  }

  /// Shares by municipality as one line.
  private static func line(_ name: String, _ shares: [Double]) -> Line {
    let mean = shares.reduce(0, +) / Double(shares.count)
    return Line(
      name: name, share: mean,
      error: sampleDeviation(shares) / Double(shares.count).squareRoot())
  }

  private static func share(_ count: Int, _ all: Int) -> Double { Double(count) / Double(all) }

  /// Forty schools of 5 to 64 pupils whose prior results explain a third of the outcome.
  func effects(betweenVariance: Double) throws -> [Line] {
    var (known, full, second) = ([Double](), [Double](), [Double]())
    var (places, sets) = ([Double](), [Double]())
    for sample in 0..<municipalities {
      let pupils = SimulatedPupils(
        schools: Self.schools, betweenVariance: betweenVariance, sample: sample)
      let fit = try MixedModel().fit(
        outcome: pupils.outcome, predictors: [pupils.prior], groups: pupils.groups,
        groupCount: Self.schools)
      let (estimates, errors) = (fit.effects.map(\.effect), fit.effects.map(\.standardError))
      func held(_ error: (MixedModel.Effect) -> Double) -> Double {
        Self.share(
          zip(pupils.truth, fit.effects).count { abs($0 - $1.effect) <= 1.96 * error($1) },
          Self.schools)
      }
      known.append(held(\.standardError))
      full.append(held(\.predictionError))
      second.append(held { $0.secondOrderError ?? .nan })
      let ranks = ranks(of: pupils.truth)
      let found = EffectRanks.places(estimates: estimates, standardErrors: errors)
      places.append(
        Self.share(zip(found, ranks).count { ($0.low...$0.high).contains($1) }, Self.schools))
      let all = RankSets.sets(estimates: estimates, standardErrors: errors)
      sets.append(zip(all, ranks).allSatisfy { $0.contains($1) } ? 1 : 0)
    }
    return [
      Self.line("effect ± 1.96 standardError (low, high)", known),
      Self.line("effect ± 1.96 predictionError", full),
      Self.line("secondOrderLow … secondOrderHigh", second),
      Self.line("rankLow … rankHigh", places),
      Self.line("setLow … setHigh, all schools at once", sets),
    ]
  }

  /// Two shares and two means in two criteria, of schools with 10 to 120 pupils.
  func ranks() -> [Line] {
    var (places, sets) = ([Double](), [Double]())
    for sample in 0..<municipalities {
      let simulated = SimulatedIndicators(schools: Self.schools, sample: sample)
      let drawn = RankingModel(draws: 1000, seed: UInt64(sample)).run(
        simulated.composite, keys: simulated.keys, cells: simulated.cells,
        limits: simulated.composite.indicators.map { _ in nil })
      let truth = ranks(of: simulated.composite.points(simulated.truth))
      let found = drawn.places(of: Array(truth.indices))
      places.append(
        Self.share(zip(found, truth).count { $0.sampling.contains($1) }, Self.schools))
      sets.append(zip(found, truth).allSatisfy { $0.set.contains($1) } ? 1 : 0)
    }
    return [
      Self.line("samplingLow … samplingHigh", places),
      Self.line("setLow … setHigh, all schools at once", sets),
    ]
  }

  private func ranks(of values: [Double]) -> [Int] { Statistics.ranks(of: values) }
}

/// Pupils of one simulated municipality.
struct SimulatedPupils {
  private(set) var outcome: [Double] = []
  private(set) var prior: [Double] = []
  private(set) var groups: [Int32] = []
  private(set) var truth: [Double] = []

  init(schools: Int, betweenVariance: Double, sample: Int) {
    var source = RandomSource(seed: 41).stream(UInt64(sample))
    for group in 0..<schools {
      let effect = betweenVariance.squareRoot() * source.normal()
      let intake = 0.3 * source.normal()
      truth.append(effect)
      for _ in 0..<5 + Int(source.next() % 60) {
        let x = intake + source.normal()
        prior.append(x)
        outcome.append(0.6 * x + effect + 0.8 * source.normal())
        groups.append(Int32(group))
      }
    }
  }
}

/// Key indicators of one simulated municipality: what is true and what was observed.
struct SimulatedIndicators {
  let keys: [String]
  private(set) var truth: [[Double]] = []
  let cells: [[UncertainValue]]
  /// Goalposts so wide that few values lie beyond them.
  let composite = Composite(
    indicators: [0, 0, 1, 1].map { .init(direction: .higher, group: $0) }, groupWeights: [1, 1],
    normalization: .goalposts([0...1, 2...6, 0...1, 20...100]))

  init(schools: Int, sample: Int) {
    var source = RandomSource(seed: 43).stream(UInt64(sample))
    var columns: [[KeyCell?]] = [[], [], [], []]
    for _ in 0..<schools {
      var row: [Double] = []
      let pupils = 10 + Int(source.next() % 111)
      for column in 0..<4 {
        switch column {
        case 0, 2:
          // On the logit scale, so that the prior of the model is not that of the truth.
          let share = 1 / (1 + exp(-(0.2 + 0.5 * source.normal())))
          let count = (0..<pupils).count { _ in source.uniform() < share }
          row.append(share)
          columns[column].append(
            KeyCell(
              numerator: Double(count), denominator: Double(pupils), sumSquares: nil, years: 1))
        default:
          let (mean, between, within) = column == 1 ? (4.0, 0.25, 0.7) : (60.0, 5.0, 14.0)
          let own = mean + between * source.normal()
          let values = (0..<pupils).map { _ in own + within * source.normal() }
          row.append(own)
          columns[column].append(
            KeyCell(
              numerator: values.reduce(0, +), denominator: Double(pupils),
              sumSquares: values.reduce(0) { $0 + $1 * $1 }, years: 1))
        }
      }
      truth.append(row)
    }
    keys = (0..<schools).map { "school \($0)" }
    let drawn = [
      columns[0].shrunk(.share), columns[1].shrunk(.mean), columns[2].shrunk(.share),
      columns[3].shrunk(.mean),
    ]
    cells = (0..<schools).map { row in drawn.map { $0[row] } }
  }
}
