import Statistics
import Testing

/// How often what is said of effects and ranks is true, over a thousand simulated municipalities.
@Suite struct EffectCoverageTests {
  /// Of effects within their intervals, of ranks within theirs, and of municipalities with all ranks within the
  /// simultaneous sets.
  struct Coverage {
    var effects = 0.0
    /// The same with the error of the fixed effects included.
    var predictions = 0.0
    /// The same with the uncertainty of the variances included.
    var second = 0.0
    var ranks = 0.0
    var sets = 0.0
    /// The mean width of an interval of a rank, in places.
    var width = 0.0
  }

  static let municipalities = 1000
  static let schools = 40

  /// Forty schools of 5 to 64 pupils whose prior results explain a third of the outcome.
  private static func coverage(betweenVariance: Double) throws -> Coverage {
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
      let (estimates, errors) = (fit.effects.map(\.effect), fit.effects.map(\.standardError))
      let places = EffectRanks.places(estimates: estimates, standardErrors: errors)
      let sets = RankSets.sets(estimates: estimates, standardErrors: errors)
      let ranks = ranks(of: truth)
      for school in 0..<schools {
        if abs(truth[school] - estimates[school]) <= 1.96 * errors[school] { found.effects += 1 }
        if abs(truth[school] - estimates[school])
          <= 1.96 * fit.effects[school].predictionError
        {
          found.predictions += 1
        }
        if abs(truth[school] - estimates[school])
          <= 1.96 * (fit.effects[school].secondOrderError ?? .nan)
        {
          found.second += 1
        }
        if (places[school].low...places[school].high).contains(ranks[school]) { found.ranks += 1 }
        found.width += Double(places[school].high - places[school].low)
      }
      if zip(sets, ranks).allSatisfy({ $0.contains($1) }) { found.sets += 1 }
    }
    let count = Double(municipalities)
    found.effects /= count * Double(schools)
    found.predictions /= count * Double(schools)
    found.second /= count * Double(schools)
    found.ranks /= count * Double(schools)
    found.width /= count * Double(schools)
    found.sets /= count
    return found
  }

  /// The figures of `docs/methods/value-added.md`.
  @Test(arguments: [(0.1, 0.928, 0.946, 0.948, 0.968), (0.02, 0.913, 0.917, 0.935, 0.966)])
  func `intervals and sets hold the truth as often as the page of the method says`(
    variance: Double, effects: Double, predictions: Double, second: Double, ranks: Double
  ) throws {
    let found = try Self.coverage(betweenVariance: variance)
    // Effects of one municipality share its estimates, so their share errs by more than √(0.05·0.95/40,000).
    #expect(abs(found.effects - effects) < 0.005, "\(found)")
    #expect(abs(found.predictions - predictions) < 0.003, "\(found)")
    #expect(abs(found.second - second) < 0.003, "\(found)")
    #expect(abs(found.ranks - ranks) < 0.005, "\(found)")
    #expect(found.sets >= 0.95, "\(found)")
  }
}
