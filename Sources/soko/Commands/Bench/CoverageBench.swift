import Foundation
import Pipeline
import Schools
import Statistics

/// How often what is said with 95 % is true, over simulated municipalities.
struct CoverageBench {
  let municipalities: Int

  /// What municipalities of one kind are like.
  struct Setting {
    let schools: Int
    let betweenVariance: Double
    /// Pupils of a school; each size is as likely as another.
    let sizes: ClosedRange<Int>

    var name: String {
      "\(schools) schools of \(sizes.lowerBound)"
        + (sizes.count > 1 ? " to \(sizes.upperBound)" : "")
        + " pupils, between variance \(betweenVariance)"
    }
  }

  /// Schools that differ much, little and hardly, many and few, of all sizes and of one.
  static let settings =
    [0.1, 0.02, 0.005].map { Setting(schools: 40, betweenVariance: $0, sizes: 5...64) }
    + [0.1, 0.02, 0.005].map { Setting(schools: 12, betweenVariance: $0, sizes: 5...64) }
    + [
      Setting(schools: 40, betweenVariance: 0.02, sizes: 30...30),
      Setting(schools: 20, betweenVariance: 0.02, sizes: 15...15),
    ]

  /// What was counted, of all intervals or of all municipalities.
  struct Line {
    let name: String
    let share: Double
    /// The standard error of the share, with a municipality as the unit.
    let error: Double
  }

  func run() throws {
    for setting in Self.settings {
      Console.data("value added, \(setting.name):")
      Self.print(try effects(setting))
    }
    for schools in [40, 12] {
      Console.data("ranking of composites, \(schools) schools:")
      Self.print(ranks(schools: schools))
    }
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

  /// Schools whose pupils' prior results explain a third of the outcome.
  func effects(_ setting: Setting) throws -> [Line] {
    var (known, full, integrated) = ([Double](), [Double](), [Double]())
    var (knownPlaces, places, sets, widths) = ([Double](), [Double](), [Double](), [Double]())
    for sample in 0..<municipalities {
      let pupils = SimulatedPupils(setting, sample: sample)
      let fit = try MixedModel().fit(
        outcome: pupils.outcome, predictors: [pupils.prior], groups: pupils.groups,
        groupCount: setting.schools)
      guard let effects = fit.integrated() else { continue }
      let (truth, ranks) = (pupils.truth, ranks(of: pupils.truth))
      func held(_ isInside: (Int) -> Bool) -> Double {
        Self.share(truth.indices.count(where: isInside), truth.count)
      }
      func isWithin(_ index: Int, _ error: Double) -> Bool {
        abs(truth[index] - fit.effects[index].effect) <= 1.96 * error
      }
      known.append(held { isWithin($0, fit.effects[$0].standardError) })
      full.append(held { isWithin($0, fit.effects[$0].predictionError) })
      integrated.append(held { (effects[$0].low...effects[$0].high).contains(truth[$0]) })
      let conditional = EffectRanks.places(
        estimates: fit.effects.map(\.effect), standardErrors: fit.effects.map(\.standardError))
      knownPlaces.append(held { (conditional[$0].low...conditional[$0].high).contains(ranks[$0]) })
      let (estimates, errors) = (effects.map(\.effect), effects.map(\.standardError))
      let found = EffectRanks.places(estimates: estimates, standardErrors: errors)
      places.append(held { (found[$0].low...found[$0].high).contains(ranks[$0]) })
      widths.append(
        found.reduce(0) { $0 + Double($1.high - $1.low) }
          / Double(setting.schools * setting.schools))
      let all = RankSets.sets(estimates: estimates, standardErrors: errors)
      sets.append(held { all[$0].contains(ranks[$0]) } == 1 ? 1 : 0)
    }
    return [
      Self.line("low … high (variances as known)", known),
      Self.line("effect ± 1.96 predictionError", full),
      Self.line("integratedLow … integratedHigh", integrated),
      Self.line("rankLow … rankHigh (variances as known)", knownPlaces),
      Self.line("integratedRankLow … integratedRankHigh", places),
      Self.line("setLow … setHigh, all schools at once", sets),
      Self.line("their mean width, of all places", widths),
    ]
  }

  /// Two shares and two means in two criteria, of schools with 10 to 120 pupils.
  func ranks(schools: Int) -> [Line] {
    var (places, sets) = ([Double](), [Double]())
    for sample in 0..<municipalities {
      let simulated = SimulatedIndicators(schools: schools, sample: sample)
      let drawn = RankingModel(draws: 1000, seed: UInt64(sample)).run(
        simulated.composite, keys: simulated.keys, cells: simulated.cells,
        limits: simulated.composite.indicators.map { _ in nil })
      let truth = ranks(of: simulated.composite.points(simulated.truth))
      let found = drawn.places(of: Array(truth.indices))
      places.append(
        Self.share(zip(found, truth).count { $0.sampling.contains($1) }, schools))
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

  init(_ setting: CoverageBench.Setting, sample: Int) {
    var source = RandomSource(seed: 41).stream(UInt64(sample))
    for group in 0..<setting.schools {
      let effect = setting.betweenVariance.squareRoot() * source.normal()
      let intake = 0.3 * source.normal()
      truth.append(effect)
      let pupils = setting.sizes.lowerBound + Int(source.next() % UInt64(setting.sizes.count))
      for _ in 0..<pupils {
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
