import Foundation
import Statistics

/// Methods that estimate: effects of schools, and places with their uncertainty.
extension MethodsBench {
  /// A random intercept of 500,000 pupils in 10,000 schools, one predictor, REML; found is the criterion.
  func mixedModel(_ data: MethodData) throws {
    let pupils = Self.pupils(schools: 10_000, of: 50)
    let (outcome, prior) = (pupils.map { $0[0] }, pupils.map { $0[1] })
    let groups = pupils.map { Int32($0[2]) }
    let file = try data.write("pupils", pupils)
    let what = "random intercept, 500,000 in 10,000"
    var last: Measured?
    for threads in [1, 2] {
      let own = try own(threads: threads) {
        try MixedModel().fit(
          outcome: outcome, predictors: [prior], groups: groups, groupCount: 10_000
        ).criterion
      }
      line(what, "soko", threads: threads, own)
      last = own
    }
    line(what, "R lme4, lmer", threads: 1, try r(Self.lme4, file), beside: last)
    line(
      what, "statsmodels, MixedLM", threads: 2, try python(Self.statsmodels, file, threads: 2),
      beside: last)
  }

  /// Outcome, earlier result and school of each pupil: schools of every size up to twice the mean.
  private static func pupils(schools: Int, of mean: Int) -> [[Double]] {
    var source = RandomSource(seed: 5)
    let effects = (0..<schools).map { _ in 0.4 * source.normal() }
    return (0..<schools * mean).map { _ in
      let (first, second) = (source.uniform(), source.uniform())
      let school = min(schools - 1, Int(Double(schools) * max(first, second)))
      let prior = source.normal()
      return [0.6 * prior + effects[school] + 0.7 * source.normal(), prior, Double(school)]
    }
  }

  /// Places of 1,000 schools by twelve indicators in four criteria in 10,000 draws; found is the mean width of
  /// the places' intervals.
  func ranks(_ data: MethodData) throws {
    let (schools, indicators, draws) = (1000, 12, 10_000)
    let values = MethodData.points(schools, indicators, centers: 0, seed: 6).map { row in
      row.map { min(95, max(5, 50 + 15 * $0)) }
    }
    let errors = values.map { row in row.map { _ in 4.0 } }
    let file = try data.write("ranks", values)
    let composite = Composite(
      indicators: (0..<indicators).map { .init(direction: .higher, group: $0 / 3) },
      groupWeights: [1, 1, 1, 1],
      normalization: .goalposts(Array(repeating: 0...100, count: indicators)))
    let keys = (0..<schools).map { "s\($0)" }
    let what = "ranks, 1,000 schools × 10,000 draws"
    var last: Measured?
    for threads in [1, 2] {
      let own = own(threads: threads) {
        let places = RankSimulation(draws: draws, seed: 1, tierProbability: 0.9).run(
          composite, keys: keys, values: values, standardErrors: errors)
        let widths = places.compactMap { place in
          place.rankLow.flatMap { low in place.rankHigh.map { Double($0 - low) } }
        }
        return widths.reduce(0, +) / Double(widths.count)
      }
      line(what, "soko", threads: threads, own)
      last = own
    }
    line(
      what, "numpy, whole matrices", threads: 2,
      try python(Self.numpyRanks, file, ["\(indicators)", "\(draws)"], threads: 2), beside: last)
  }

  /// The same of four shrunken indicators, with all choices of the method drawn too: weights, scales, means, criteria left out;
  /// found is the mean width of the intervals of both doubts. Beside it numpy draws values alone.
  func sensitivity(_ data: MethodData) throws {
    let simulated = SimulatedIndicators(schools: 1000, sample: 0)
    let estimates = simulated.cells.map { row in row.map(\.estimate) }
    let file = try data.write("sensitivity", estimates)
    let what = "sensitivity, 1,000 schools × 10,000"
    var last: Measured?
    for threads in [1, 2] {
      let own = own(threads: threads) {
        let drawn = RankingModel(draws: 10_000, seed: 1).run(
          simulated.composite, keys: simulated.keys, cells: simulated.cells,
          limits: simulated.composite.indicators.map { _ in nil })
        let places = drawn.places(of: Array(estimates.indices))
        let widths = places.map { Double($0.interval.upperBound - $0.interval.lowerBound) }
        return widths.reduce(0, +) / Double(widths.count)
      }
      line(what, "soko", threads: threads, own)
      last = own
    }
    line(
      what, "numpy, values alone", threads: 2,
      try python(Self.numpyRanks, file, ["4", "10000"], threads: 2), beside: last)
  }

  private static let lme4 =
    rTiming + """
      suppressPackageStartupMessages(library(lme4))
      m <- matrix(x, ncol = 3, byrow = TRUE)
      d <- data.frame(y = m[, 1], x = m[, 2], g = factor(m[, 3]))
      least(function() {
        fit <- lmer(y ~ x + (1 | g), d, REML = TRUE)
        effects <- ranef(fit, condVar = TRUE)
        REMLcrit(fit)
      })
      """

  private static let statsmodels =
    timing + """
      from statsmodels.regression.mixed_linear_model import MixedLM
      x = x.reshape(-1, 3)
      def work():
          design = np.column_stack([np.ones(len(x)), x[:, 1]])
          return -2 * MixedLM(x[:, 0], design, groups=x[:, 2]).fit(reml=True).llf
      least(work, 1)
      """

  private static let numpyRanks =
    timing + """
      width, draws = int(sys.argv[3]), int(sys.argv[4])
      x = x.reshape(-1, width)
      def work():
          random = np.random.default_rng(1)
          places = np.empty((draws, len(x)), dtype=np.int32)
          for draw in range(draws):
              cells = np.clip(x + 4 * random.standard_normal(x.shape), 1, 100)
              score = np.log(cells.reshape(len(x), 4, -1).mean(axis=2)).mean(axis=1)
              order = np.argsort(-score)
              places[draw, order] = np.arange(1, len(x) + 1)
          low, high = np.quantile(places, [0.025, 0.975], axis=0, method="inverted_cdf")
          return (high - low).mean()
      least(work, 1)
      """
}
