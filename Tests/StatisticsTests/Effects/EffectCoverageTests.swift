import Statistics
import Testing

/// How often what is said of effects and ranks is true, over simulated municipalities; `soko bench coverage` has a thousand.
@Suite struct EffectCoverageTests {
  /// A share of each municipality.
  struct Shares {
    private(set) var values: [Double] = []

    var mean: Double { values.reduce(0, +) / Double(values.count) }
    var error: Double { sampleDeviation(values) / Double(values.count).squareRoot() }

    mutating func add(_ count: Int, of all: Int) { values.append(Double(count) / Double(all)) }
  }

  struct Coverage {
    var known = Shares()
    var integrated = Shares()
    var ranks = Shares()
    var sets = Shares()
  }

  static let municipalities = 150

  /// Schools of 5 to 64 pupils whose prior results explain a third of the outcome.
  private static func coverage(schools: Int, betweenVariance: Double) throws -> Coverage {
    var found = Coverage()
    for sample in 0..<municipalities {
      var source = RandomSource(seed: 41).stream(UInt64(sample))
      var (outcome, prior, groups, truth) = ([Double](), [Double](), [Int32](), [Double]())
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
      let fit = try MixedModel().fit(
        outcome: outcome, predictors: [prior], groups: groups, groupCount: schools)
      let effects = try #require(fit.integrated())
      let (estimates, errors) = (effects.map(\.effect), effects.map(\.standardError))
      let places = EffectRanks.places(estimates: estimates, standardErrors: errors)
      let sets = RankSets.sets(estimates: estimates, standardErrors: errors)
      let ranks = ranks(of: truth)
      found.known.add(
        zip(truth, fit.effects).count { abs($0 - $1.effect) <= 1.96 * $1.standardError },
        of: schools)
      found.integrated.add(
        zip(truth, effects).count { ($1.low...$1.high).contains($0) }, of: schools)
      found.ranks.add(zip(ranks, places).count { ($1.low...$1.high).contains($0) }, of: schools)
      found.sets.add(zip(sets, ranks).allSatisfy { $0.contains($1) } ? 1 : 0, of: 1)
    }
    return found
  }

  /// The figures of `docs/methods/value-added.md`.
  @Test(
    arguments: [
      (40, 0.1, 0.928, 0.952, 0.977), (40, 0.02, 0.913, 0.948, 0.971),
      (12, 0.005, 0.573, 0.989, 0.982),
    ])
  func `intervals and sets hold the truth as often as the page of the method says`(
    schools: Int, variance: Double, known: Double, integrated: Double, ranks: Double
  ) throws {
    let found = try Self.coverage(schools: schools, betweenVariance: variance)
    for (shares, figure) in [
      (found.known, known), (found.integrated, integrated), (found.ranks, ranks),
    ] {
      #expect(abs(shares.mean - figure) < 4 * shares.error + 0.001, "\(shares.mean) \(figure)")
    }
    // Nominal within its own error, or more.
    for shares in [found.integrated, found.ranks, found.sets] {
      #expect(shares.mean + 3 * shares.error >= 0.95, "\(shares.mean)")
    }
  }
}
