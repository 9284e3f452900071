internal import Glibc

extension RandomSource {
  /// A number of the gamma distribution of a positive `shape` and scale 1.
  ///
  /// - Complexity: O(1); about 1.05 tries each.
  /// - Source: Marsaglia and Tsang, A simple method for generating gamma variables, ACM TOMS 26 (2000); for shapes below 1
  ///   that of shape + 1 times U^(1/shape).
  mutating func gamma(shape: Double) -> Double {
    guard shape >= 1 else {
      let boosted = gamma(shape: shape + 1)
      return boosted * pow(uniform(), 1 / shape)
    }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let root = 1 + c * x
      guard root > 0 else { continue }
      let v = root * root * root
      if log(uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }

  /// A number of the beta distribution of positive `a` and `b`, by two gamma numbers; 0…1.
  mutating func beta(_ a: Double, _ b: Double) -> Double {
    let (x, y) = (gamma(shape: a), gamma(shape: b))
    // Both may be too small for a number when a and b are tiny: then it is one end or the other.
    return x + y > 0 ? x / (x + y) : (uniform() < a / (a + b) ? 1 : 0)
  }

  /// Weights of the Dirichlet distribution whose mean are `weights` scaled to the sum 1: the greater
  /// `concentration`, the nearer to them. A weight of 0 stays 0.
  mutating func dirichlet(_ weights: [Double], concentration: Double) -> [Double] {
    let total = weights.reduce(0, +)
    let drawn = weights.map { $0 > 0 ? gamma(shape: concentration * $0 / total) : 0 }
    let sum = drawn.reduce(0, +)
    return sum > 0 ? drawn.map { $0 / sum } : weights
  }
}
