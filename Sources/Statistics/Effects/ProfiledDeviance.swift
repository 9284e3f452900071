internal import Glibc

/// −2 log-likelihood of a mixed model as a function of Ψ alone: fixed effects and the variance of the rest are
/// the best for each Ψ.
///
/// Ψ is the covariance of the groups' effects divided by the variance of the rest.
struct ProfiledDeviance: Hashable {
  let sums: GroupSums
  let isRestricted: Bool
  /// The place of the slope's predictor among (1, predictors); nil without a random slope.
  let slope: Int?
  private let totals: [Double]

  init(_ sums: GroupSums, isRestricted: Bool, slope: Int?) {
    self.sums = sums
    self.isRestricted = isRestricted
    self.slope = slope
    totals = sums.totals()
  }

  /// The restricted criterion of the same rows.
  var restricted: ProfiledDeviance {
    isRestricted ? self : ProfiledDeviance(sums, isRestricted: true, slope: slope)
  }

  /// Fixed effects, the intercept included.
  var fixed: Int { sums.width - 1 }
  /// What the variance of the rest is divided by.
  var freedom: Double { Double(isRestricted ? sums.total - fixed : sums.total) }

  struct Point {
    let psi: Symmetric2
    let deviance: Double
    /// σ², of the rest.
    let variance: Double
    let coefficients: [Double]
    /// (*X'V⁻¹X*)⁻¹ row by row: times σ² the covariance of the coefficients.
    let inverse: [Double]
  }

  /// The deviance at `psi`; nil where the rest has no variance left.
  func callAsFunction(_ psi: Symmetric2) -> Point? {
    let (width, size) = (sums.width, sums.size)
    var cross = totals
    var logDeterminant = 0.0
    sums.products.withUnsafeBufferPointer { products in
      cross.withUnsafeMutableBufferPointer { cross in
        for group in 0..<sums.groups where sums.counts[group] > 0 {
          let base = group * size
          let weights = GroupWeights(spread(group, products), psi)
          logDeterminant += log(weights.determinant)
          let w = weights.w
          var at = 0
          for first in 0..<width {
            let (u, v) = pair(first, base, products)
            let (wu, wv) = (w.a * u + w.b * v, w.b * u + w.d * v)
            for second in 0...first {
              let (p, q) = pair(second, base, products)
              cross[at] -= wu * p + wv * q
              at += 1
            }
          }
        }
      }
    }
    guard let factor = Cholesky(cross, width), factor.last > 0 else { return nil }
    let rest = factor.last * factor.last
    // What is left of the outcome, in its own variance: below rounding the model explains all.
    guard rest > 1e-12 * Double(sums.total) else { return nil }
    let variance = rest / freedom
    var deviance = freedom * (1 + log(2 * .pi * variance)) + logDeterminant
    if isRestricted { deviance += factor.logDeterminant(fixed) }
    return Point(
      psi: psi, deviance: deviance, variance: variance, coefficients: factor.solution(),
      inverse: factor.inverse(fixed))
  }

  /// The derivatives of the deviance by the elements of Ψ, the off-diagonal one counted once.
  func gradient(at point: Point) -> Symmetric2 {
    let (size, fixed) = (sums.size, fixed)
    var sum = Symmetric2()
    var first = [Double](repeating: 0, count: fixed)
    var second = first
    sums.products.withUnsafeBufferPointer { products in
      for group in 0..<sums.groups where sums.counts[group] > 0 {
        let base = group * size
        let s = spread(group, products)
        let k = GroupWeights(s, point.psi)
        let (u, v) = residual(base, products, point.coefficients)
        let (gu, gv) = (k.k11 * u + k.k12 * v, k.k21 * u + k.k22 * v)
        sum.a += k.k11 * s.a + k.k12 * s.b - gu * gu / point.variance
        sum.b += k.k11 * s.b + k.k12 * s.d - gu * gv / point.variance
        sum.d += k.k21 * s.b + k.k22 * s.d - gv * gv / point.variance
        guard isRestricted else { continue }
        for column in 0..<fixed {
          let (p, q) = pair(column, base, products)
          first[column] = k.k11 * p + k.k12 * q
          second[column] = k.k21 * p + k.k22 * q
        }
        for row in 0..<fixed {
          var (u, v) = (0.0, 0.0)
          for column in 0..<fixed {
            u += point.inverse[row * fixed + column] * first[column]
            v += point.inverse[row * fixed + column] * second[column]
          }
          sum.a -= first[row] * u
          sum.b -= first[row] * v
          sum.d -= second[row] * v
        }
      }
    }
    return sum
  }

  struct Effect {
    let intercept: Double
    let slope: Double
    /// Given the fixed effects, relative to σ².
    let covariance: Symmetric2
    /// Of the error of the prediction, that of the fixed effects included; relative to σ².
    let prediction: Symmetric2
  }

  /// The effects of a group given its rows.
  func effect(of group: Int, at point: Point) -> Effect {
    sums.products.withUnsafeBufferPointer { products in
      let base = group * sums.size
      let w = GroupWeights(spread(group, products), point.psi).w
      let (u, v) = residual(base, products, point.coefficients)
      // What an error of each coefficient does to the two effects: W·Z'X.
      let reach = (0..<fixed).map { column in
        let (p, q) = pair(column, base, products)
        return (w.a * p + w.b * q, w.b * p + w.d * q)
      }
      var added = Symmetric2()
      for row in 0..<fixed {
        for column in 0..<fixed {
          let inverse = point.inverse[row * fixed + column]
          added.a += inverse * reach[row].0 * reach[column].0
          added.b += inverse * reach[row].0 * reach[column].1
          added.d += inverse * reach[row].1 * reach[column].1
        }
      }
      return Effect(
        intercept: w.a * u + w.b * v, slope: w.b * u + w.d * v, covariance: w,
        prediction: w + added)
    }
  }

  /// *Z'Z* of a group.
  @inline(__always)
  private func spread(_ group: Int, _ products: UnsafeBufferPointer<Double>) -> Symmetric2 {
    let base = group * sums.size
    guard let slope else { return Symmetric2(a: products[base]) }
    let row = base + slope * (slope + 1) / 2
    return Symmetric2(a: products[base], b: products[row], d: products[row + slope])
  }

  /// The product of (1, slope's predictor) and column number `column`.
  @inline(__always)
  private func pair(
    _ column: Int, _ base: Int, _ products: UnsafeBufferPointer<Double>
  ) -> (Double, Double) {
    let first = products[base + column * (column + 1) / 2]
    guard let slope else { return (first, 0) }
    let (high, low) = column > slope ? (column, slope) : (slope, column)
    return (first, products[base + high * (high + 1) / 2 + low])
  }

  /// *Z'*(*y* − *Xβ*) of a group.
  @inline(__always)
  private func residual(
    _ base: Int, _ products: UnsafeBufferPointer<Double>, _ coefficients: [Double]
  ) -> (Double, Double) {
    var (u, v) = pair(fixed, base, products)
    for column in 0..<fixed {
      let (p, q) = pair(column, base, products)
      u -= p * coefficients[column]
      v -= q * coefficients[column]
    }
    return (u, v)
  }
}
