internal import Glibc

/// Ordinary least squares with standard errors that hold when rows scatter unequally, and how well rows left out are told.
///
/// ```swift
/// let fit = LeastSquares(outcome: mean, factors: [parents, category])
/// fit?.coefficients[0].standardError  // HC3
/// ```
///
/// - Source: MacKinnon and White, Some heteroskedasticity-consistent covariance matrix estimators with improved finite
///   sample properties, Journal of Econometrics 29 (1985), HC3; Long and Ervin, The American Statistician 54 (2000),
///   that it holds in small samples; Allen, Technometrics 16 (1974), leaving one out without fitting anew.
public struct LeastSquares: Hashable, Sendable {
  public struct Coefficient: Hashable, Sendable {
    public let estimate: Double
    /// HC3.
    public let standardError: Double
    /// Two-sided, by Student's distribution with *n* − *p* − 1 degrees of freedom.
    public let pValue: Double
  }

  /// One a factor, in their order.
  public let coefficients: [Coefficient]
  public let intercept: Coefficient
  /// The share of the outcome's variance that the factors explain, 0…1.
  public let explained: Double
  /// The same of every row told by all others: 1 − Σ(*y* − left out)² / Σ(*y* − mean of the others)². May be below 0.
  public let crossFit: Double
  public let degreesOfFreedom: Int

  /// Fits the outcome on an intercept and the factors.
  ///
  /// - Parameter factors: columns as long as the outcome; no nan anywhere.
  /// - Returns: nil when rows are not more than factors and two, the outcome or a factor does not vary, a factor depends on
  ///   others, or one row alone decides a factor (a leverage of 1).
  /// - Complexity: O(*n*·*p*² + *p*³).
  public init?(outcome: [Double], factors: [[Double]]) {
    precondition(factors.allSatisfy { $0.count == outcome.count }, "columns of equal length")
    let freedom = outcome.count - factors.count - 1
    guard freedom >= 2, let target = CenteredColumn(outcome) else { return nil }
    let columns = factors.compactMap(CenteredColumn.init)
    guard columns.count == factors.count, let factor = Self.factor(columns) else { return nil }
    // In units of each column's own deviation from here on.
    let slopes = factor.backward(
      factor.forward(columns.map { $0.product(target) }))
    var (rest, left, alone) = (0.0, 0.0, 0.0)
    var squares = [Double](repeating: 0, count: columns.count)
    var constant = 0.0
    let count = Double(outcome.count)
    for row in outcome.indices {
      let x = columns.map { $0.values[row] }
      let half = factor.forward(x)
      let leverage = half.reduce(1 / count) { $0 + $1 * $1 }
      guard leverage < 1 - 1e-10 else { return nil }
      let residual = target.values[row] - zip(slopes, x).reduce(0) { $0 + $1.0 * $1.1 }
      let leftOut = residual / (1 - leverage)
      rest += residual * residual
      left += leftOut * leftOut
      let mean = target.values[row] * count / (count - 1)
      alone += mean * mean
      let influence = factor.backward(half)
      for column in squares.indices {
        squares[column] += influence[column] * influence[column] * leftOut * leftOut
      }
      let shift = zip(influence, columns).reduce(1 / count) {
        $0 - $1.0 * $1.1.mean / $1.1.deviation
      }
      constant += shift * shift * leftOut * leftOut
    }
    explained = max(0, 1 - rest / target.product(target))
    crossFit = 1 - left / alone
    degreesOfFreedom = freedom
    func coefficient(_ estimate: Double, _ error: Double) -> Coefficient {
      Coefficient(
        estimate: estimate * target.deviation, standardError: error * target.deviation,
        pValue: error > 0
          ? min(1, 2 * studentTail(abs(estimate / error), Double(freedom))) : 0)
    }
    coefficients = zip(columns, zip(slopes, squares)).map { column, found in
      coefficient(found.0 / column.deviation, found.1.squareRoot() / column.deviation)
    }
    intercept = coefficient(
      target.mean / target.deviation
        - zip(slopes, columns).reduce(0) { $0 + $1.0 * $1.1.mean / $1.1.deviation },
      constant.squareRoot())
  }

  private static func factor(_ columns: [CenteredColumn]) -> Cholesky? {
    var lower: [Double] = []
    for row in columns.indices {
      for column in 0...row { lower.append(columns[row].product(columns[column])) }
    }
    guard let factor = Cholesky(lower, columns.count) else { return nil }
    // The last pivot may be 0 there, and a pivot that is all rounding is none.
    let independent = columns.indices.allSatisfy { row in
      let pivot = factor.factor[row * (row + 1) / 2 + row]
      return pivot * pivot > 1e-10 * lower[row * (row + 1) / 2 + row]
    }
    return independent ? factor : nil
  }
}

/// How the explained variance divides among the factors: each one's mean gain over all orders in which they might come.
///
/// The shares add up to the explained variance of all, and none is negative.
///
/// - Returns: one a factor, or nil where `LeastSquares` has no fit of all.
/// - Complexity: 2^*p* fits: up to twelve factors.
/// - Source: Lindeman, Merenda and Gold, Introduction to Bivariate and Multivariate Analysis (1980); Grömping, Journal of
///   Statistical Software 17 (2006).
public func explainedShares(outcome: [Double], factors: [[Double]]) -> [Double]? {
  let count = factors.count
  precondition(count <= 12, "up to twelve factors")
  guard let all = LeastSquares(outcome: outcome, factors: factors) else { return nil }
  var explained = [Double](repeating: 0, count: 1 << count)
  for set in 1..<max(1, (1 << count) - 1) {
    let chosen = factors.indices.filter { set & (1 << $0) != 0 }.map { factors[$0] }
    explained[set] = LeastSquares(outcome: outcome, factors: chosen)?.explained ?? 0
  }
  explained[(1 << count) - 1] = all.explained
  return factors.indices.map { factor in
    var share = 0.0
    for set in 0..<(1 << count) where set & (1 << factor) == 0 {
      // Orders in which just these come before.
      let before = set.nonzeroBitCount
      var weight = 1 / Double(count)
      for step in 0..<before { weight *= Double(step + 1) / Double(count - 1 - step) }
      share += weight * (explained[set | (1 << factor)] - explained[set])
    }
    return share
  }
}

/// Which of many tests are discoveries when no more than the share `rate` of discoveries may be chance: Benjamini and
/// Hochberg's adjusted p-values, to be held against `rate`.
///
/// - Parameter pValues: nan is no test and stays nan.
/// - Complexity: O(*n* log *n*).
/// - Source: Benjamini and Hochberg, JRSS B 57 (1995).
public func falseDiscoveryAdjusted(_ pValues: [Double]) -> [Double] {
  let order = pValues.indices.filter { !pValues[$0].isNaN }
    .sorted { (pValues[$0], $0) < (pValues[$1], $1) }
  var adjusted = pValues
  var least = 1.0
  for (rank, index) in order.enumerated().reversed() {
    least = min(least, pValues[index] * Double(order.count) / Double(rank + 1))
    adjusted[index] = least
  }
  return adjusted
}

/// A column about its mean, in units of its deviation.
private struct CenteredColumn {
  let mean: Double
  let deviation: Double
  let values: [Double]

  /// Nil when it does not vary.
  init?(_ column: [Double]) {
    guard let found = meanAndDeviation(column), found.deviation > 0 else { return nil }
    (mean, deviation) = found
    values = column.map { ($0 - found.mean) / found.deviation }
  }

  func product(_ other: CenteredColumn) -> Double {
    zip(values, other.values).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
