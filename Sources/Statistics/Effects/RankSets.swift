internal import Glibc

/// Simultaneous confidence sets for ranks: with 95 % all true ranks lie in their sets at once.
///
/// Two effects are told apart when they differ by more than *c* standard errors of their difference; the set
/// of an effect runs from one more than those surely above it to all but those surely below. *c* is the 95 %
/// quantile of the range of as many standard normal numbers, divided by √2, which is exact for equal errors
/// and conservative for others.
///
/// - Source: Mogstad, Romano, Shaikh and Wilhelm, Inference for ranks, Review of Economic Studies 91 (2024),
///   for the sets from differences; Tukey and Kramer for *c*, Hayter, Annals of Statistics 12 (1984), that it
///   is conservative.
public enum RankSets {
  /// - Complexity: O(*n* log *n*) and the pairs whose intervals are neither surely apart nor surely not.
  public static func sets(
    estimates: [Double], standardErrors: [Double], confidence: Double = 0.95
  ) -> [ClosedRange<Int>] {
    precondition(estimates.count == standardErrors.count, "an error for each estimate")
    let count = estimates.count
    guard count > 1 else { return estimates.map { _ in 1...1 } }
    return sets(
      estimates: estimates, standardErrors: standardErrors,
      critical: rangeQuantile(confidence, count: count) / 2.0.squareRoot())
  }

  /// The sets when two effects are told apart by more than `critical` standard errors of their difference.
  private static func sets(
    estimates: [Double], standardErrors: [Double], critical: Double
  ) -> [ClosedRange<Int>] {
    let count = estimates.count
    let order = estimates.indices.sorted { estimates[$0] > estimates[$1] }
    let sorted = order.map { estimates[$0] }
    let errors = order.map { standardErrors[$0] }
    let (least, greatest) = (errors.min() ?? 0, errors.max() ?? 0)
    let found = Parallel.map(count) { place in
      let own = errors[place]
      let sure = critical * (own * own + greatest * greatest).squareRoot()
      let possible = critical * (own * own + least * least).squareRoot()
      func isApart(_ other: Int) -> Bool {
        let spread = (own * own + errors[other] * errors[other]).squareRoot()
        return abs(sorted[other] - sorted[place]) > critical * spread
      }
      // Those farther than `sure` stand at the ends of the order; only those between are looked at.
      var above = Self.first(in: 0..<place) { sorted[$0] - sorted[place] <= sure }
      var between = above
      while between < place, sorted[between] - sorted[place] > possible {
        if isApart(between) { above += 1 }
        between += 1
      }
      let last = Self.first(in: place + 1..<max(count, place + 1)) {
        sorted[place] - sorted[$0] > sure
      }
      var below = count - last
      between = last - 1
      while between > place, sorted[place] - sorted[between] > possible {
        if isApart(between) { below += 1 }
        between -= 1
      }
      return above + 1...count - below
    }
    return found.restored(order)
  }

  /// Up to so many rows *c* is read off the draws themselves.
  public static let drawnLimit = 300

  /// The sets of the rows `subset` of simulated scores, whose means and deviations are `moments`.
  ///
  /// *c* is the 95 % quantile, over the draws, of the greatest deviation of a difference from its mean in units of its
  /// standard error: the bootstrap of Mogstad et al., exact for whatever the scores are distributed like. Beyond
  /// ``drawnLimit`` rows it is that of Tukey and Kramer, and without draws every set is one place.
  ///
  /// - Complexity: O(draws × *n*²) up to the limit.
  static func sets(
    draws: ScoreDraws, of subset: [Int], _ moments: [(mean: Double, deviation: Double)],
    confidence: Double = 0.95
  ) -> [ClosedRange<Int>] {
    // Scores equal to 9 decimals are equal, as for places.
    let means = moments.map { ($0.mean * 1e9).rounded() / 1e9 }
    let errors = moments.map(\.deviation)
    guard subset.count > 1, draws.draws > 1 else { return subset.map { _ in 1...1 } }
    guard subset.count <= drawnLimit else {
      return sets(estimates: means, standardErrors: errors, confidence: confidence)
    }
    let columns = subset.indices.map { index in
      draws.column(subset[index]).map { $0 - means[index] }
    }
    // One row against those before it is one part of the work; the greatest of parts is the same in any order.
    let parts = Parallel.map(subset.count) { one in
      var greatest = [Double](repeating: 0, count: draws.draws)
      for other in 0..<one {
        let variance = errors[one] * errors[one] + errors[other] * errors[other]
        guard variance > 0 else { continue }
        let scale = 1 / variance.squareRoot()
        for draw in 0..<draws.draws {
          let distance = abs(columns[one][draw] - columns[other][draw]) * scale
          if distance > greatest[draw] { greatest[draw] = distance }
        }
      }
      return greatest
    }
    let greatest = (0..<draws.draws).map { draw in
      parts.reduce(0) { max($0, $1[draw]) }
    }.sorted()
    let place = Int((confidence * Double(draws.draws)).rounded(.up)) - 1
    return sets(
      estimates: means, standardErrors: errors, critical: greatest[max(place, 0)])
  }

  /// The first place of an ordered range where `isPast`, or its end.
  private static func first(in range: Range<Int>, where isPast: (Int) -> Bool) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isPast(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The quantile of the range of `count` independent standard normal numbers.
  ///
  /// - Complexity: some forty integrals of 400 points.
  static func rangeQuantile(_ probability: Double, count: Int) -> Double {
    var (low, high) = (0.0, 20.0)
    while high - low > 1e-10 {
      let middle = (low + high) / 2
      if rangeProbability(middle, count: count) < probability {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }

  /// P(range ≤ `width`) = *n* ∫ φ(x) (Φ(x) − Φ(x − width))ⁿ⁻¹ dx.
  private static func rangeProbability(_ width: Double, count: Int) -> Double {
    let step = 0.05
    var sum = 0.0
    for node in -180...360 {
      let x = Double(node) * step
      let inside = normalCDF(x) - normalCDF(x - width)
      guard inside > 0 else { continue }
      sum += exp(-0.5 * x * x + Double(count - 1) * log(inside))
    }
    return Double(count) * sum * step / (2 * Double.pi).squareRoot()
  }
}
