package import Schools
package import Statistics

/// What a ranking or a cluster model knows of one school and one key indicator: parts, perhaps of several years.
package struct KeyCell: Hashable, Sendable, Codable {
  package let numerator: Double
  package let denominator: Double
  package let sumSquares: Double?
  /// How many years are in it.
  package let years: Int

  package init(numerator: Double, denominator: Double, sumSquares: Double?, years: Int) {
    self.numerator = numerator
    self.denominator = denominator
    self.sumSquares = sumSquares
    self.years = years
  }

  private enum CodingKeys: String, CodingKey {
    case numerator, denominator, years
    case sumSquares = "sum_squares"
  }

  var parts: Parts {
    Parts(numerator: numerator, denominator: denominator, sumSquares: sumSquares)
  }

  /// The value of the latest year, and while its units are fewer than `rank_pool_units` those of the years before
  /// it added, one after the other without a gap.
  ///
  /// - Parameters:
  ///   - values: of one indicator and cut, the latest year first.
  ///   - isBroken: whether a year's scale is another than the year's before: nothing is pooled across.
  static func pooled(
    _ values: [KeyValues.Yearly], under limits: Thresholds, isBroken: (Int) -> Bool
  ) -> KeyCell? {
    guard let latest = values.first else { return nil }
    var sum = latest.parts
    var years = 1
    if latest.isPooled {
      for (value, later) in zip(values.dropFirst(), values) {
        guard sum.units(latest.kind) < limits("rank_pool_units"), value.year == later.year - 1,
          !isBroken(later.year)
        else { break }
        sum.numerator += value.parts.numerator
        sum.denominator += value.parts.denominator
        sum.sumSquares = sum.sumSquares.flatMap { own in value.parts.sumSquares.map { own + $0 } }
        years += 1
      }
    }
    return KeyCell(
      numerator: sum.numerator, denominator: sum.denominator, sumSquares: sum.sumSquares,
      years: years)
  }
}

extension [KeyCell?] {
  /// The column of an indicator drawn toward the other schools: distributions of the true values.
  ///
  /// - A share is beta-binomial. A mean has the variance of values within schools, over all of them, by its count; a
  ///   count per unit that of Poisson's distribution at the common rate; both are normal around the estimate of Paule
  ///   and Mandel. A flag and a ratio are taken as they are.
  /// - Where all values are equal they are exact: nothing tells schools apart.
  package func shrunk(_ kind: Indicator.Kind) -> [UncertainValue] {
    let values = map { $0?.parts.value(kind) ?? .nan }
    let known = values.filter { !$0.isNaN }
    let plain = values.map { $0.isNaN ? UncertainValue.missing : .exact($0) }
    guard known.contains(where: { $0 != known[0] }) else { return plain }
    switch kind {
    case .flag, .ratio: return plain
    case .share:
      return betaPosteriors(
        successes: map { $0?.numerator ?? 0 }, trials: map { $0?.denominator ?? 0 })
    case .mean:
      let sums = compactMap { $0?.parts.sums }
      let spread = Interval.Spread(within: sums)
      guard spread.degrees >= 1, spread.squares > 0 else { return plain }
      let variance = spread.squares / spread.degrees
      return normal(values, variances: map { $0.map { variance / $0.denominator } ?? .nan })
    case .count:
      let (count, units) = compactMap(\.self).reduce((0.0, 0.0)) {
        ($0.0 + $1.numerator, $0.1 + $1.denominator)
      }
      return normal(
        values, variances: map { $0.map { count / units / $0.denominator } ?? .nan })
    }
  }

  private func normal(_ values: [Double], variances: [Double]) -> [UncertainValue] {
    guard let found = normalShrink(estimates: values, variances: variances) else {
      return values.map { _ in .missing }
    }
    return values.indices.map { row in
      values[row].isNaN
        ? .missing
        : .normal(mean: found.estimates[row], deviation: found.predictionErrors[row])
    }
  }
}
