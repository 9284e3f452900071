extension Interval {
  /// The exact interval of a Poisson mean, given one observed count.
  ///
  /// `low` of a zero count is 0. Fractions are allowed; a negative count is taken as 0. From 10,000 on the
  /// quantiles are those of Wilson and Hilferty (Byar's limits), within 1e-6 of exact.
  ///
  /// - Source: Garwood, Fiducial limits for the Poisson distribution, Biometrika 28 (1936).
  public static func poisson(count: Double, z: Double = normal95) -> Interval {
    let count = max(count, 0)
    let tail = normalCDF(-z)
    return Interval(
      low: count == 0 ? 0 : gammaQuantile(shape: count, tail: tail, fromRight: false),
      high: gammaQuantile(shape: count + 1, tail: tail, fromRight: true))
  }

  /// The interval of the difference of two independent rates, `a` − `b`, each a count on its exposure (pupils,
  /// places, years), recovered from the exact interval of each. Nil when an exposure is not positive.
  ///
  /// - Source: Zou and Donner, Statistics in Medicine 27 (2008); Li, Tang and Wong, Computational Statistics
  ///   29 (2014), who compare it with others for Poisson rates.
  public static func rateDifference(
    _ a: (count: Double, exposure: Double), _ b: (count: Double, exposure: Double),
    z: Double = normal95
  ) -> Interval? {
    guard a.exposure > 0, b.exposure > 0 else { return nil }
    func estimate(_ rate: (count: Double, exposure: Double)) -> (Double, Interval) {
      let count = poisson(count: rate.count, z: z)
      return (
        max(rate.count, 0) / rate.exposure,
        Interval(low: count.low / rate.exposure, high: count.high / rate.exposure)
      )
    }
    return difference(estimate(a), estimate(b))
  }
}
