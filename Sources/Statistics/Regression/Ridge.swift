internal import Glibc

/// Linear regression drawn toward zero, with what every row would be expected to have by all others.
///
/// Minimizes Σ*w*(*y* − α − *x*'β)² + λΣβ²; the intercept α is not drawn. Columns should be on one scale: the penalty
/// takes them alike.
///
/// ```swift
/// let fit = Ridge(rows, outcomes, weights: precisions)   // λ by leaving one out
/// let expected = fit.leftOut[3]                          // of row 3, from the others alone
/// ```
///
/// - Source: Hoerl and Kennard, Ridge regression, Technometrics 12 (1970); leaving one out without fitting anew: Allen,
///   The relationship between variable selection and data augmentation and a method for prediction, Technometrics 16
///   (1974).
public struct Ridge: Sendable {
  /// λ.
  public let penalty: Double
  /// α.
  public let intercept: Double
  /// β, one a column.
  public let coefficients: [Double]
  /// What the fit makes of each row.
  public let fitted: [Double]
  /// The part of a row's fitted value that is its own outcome's: 0…1, and below 1 for λ > 0.
  public let leverages: [Double]
  /// *y* of each row predicted by the same λ from all other rows.
  public let leftOut: [Double]
  /// R² of `leftOut`: 1 − Σ*w*(*y* − left out)²/Σ*w*(*y* − mean)². Below 0 where the columns tell less than the mean;
  /// nil where the outcome does not vary.
  public let crossFit: Double?

  private let factor: Cholesky
  private let means: [Double]
  private let weightSum: Double

  /// Fits with the penalty given.
  ///
  /// - Parameters:
  ///   - rows: of one width, without nan; two at least.
  ///   - weights: positive, one a row; nil is 1 for each.
  ///   - penalty: λ, above 0: columns may depend on each other.
  /// - Complexity: O(*n*·*d*² + *d*³).
  public init(
    _ rows: [[Double]], _ outcomes: [Double], weights: [Double]? = nil, penalty: Double
  ) {
    let sums = WeightedSums(rows, outcomes, weights ?? rows.map { _ in 1 })
    self.init(rows, outcomes, sums, penalty)
  }

  /// Fits with the penalty that predicts best the rows left out one at a time: the least Σ*w*(*y* − left out)² among
  /// 25 penalties from 10⁻³ to 10³ times the sum of the weights; of equals the largest.
  ///
  /// - Complexity: 25 fits.
  public init(_ rows: [[Double]], _ outcomes: [Double], weights: [Double]? = nil) {
    let weights = weights ?? rows.map { _ in 1 }
    let sums = WeightedSums(rows, outcomes, weights)
    func loss(_ fit: Ridge) -> Double {
      outcomes.indices.reduce(0) { $0 + weights[$1] * square(outcomes[$1] - fit.leftOut[$1]) }
    }
    var best: (fit: Ridge, loss: Double)?
    for step in 0...24 {
      let penalty = sums.weight * pow(10, 3 - Double(step) / 4)
      let fit = Ridge(rows, outcomes, sums, penalty)
      let found = loss(fit)
      if best.map({ found < $0.loss }) ?? true { best = (fit, found) }
    }
    self = best!.fit
  }

  private init(_ rows: [[Double]], _ outcomes: [Double], _ sums: WeightedSums, _ penalty: Double) {
    precondition(penalty > 0, "a penalty above 0")
    let width = sums.means.count
    var lower = sums.products
    for column in 0..<width { lower[column * (column + 1) / 2 + column] += penalty }
    guard let factor = Cholesky(lower, width) else {
      preconditionFailure("a positive penalty makes the matrix positive definite")
    }
    let slopes = factor.backward(factor.forward(sums.withOutcome))
    let leverages = rows.indices.map { row in
      sums.weights[row]
        * Self.leverage(rows[row], sums.means, factor, weightSum: sums.weight)
    }
    let fitted = rows.map { row in
      sums.outcomeMean
        + row.indices.reduce(0) { $0 + slopes[$1] * (row[$1] - sums.means[$1]) }
    }
    let leftOut = rows.indices.map { row in
      outcomes[row] - (outcomes[row] - fitted[row]) / (1 - leverages[row])
    }
    let total = outcomes.indices.reduce(0) {
      $0 + sums.weights[$1] * square(outcomes[$1] - sums.outcomeMean)
    }
    let lost = outcomes.indices.reduce(0) {
      $0 + sums.weights[$1] * square(outcomes[$1] - leftOut[$1])
    }
    self.penalty = penalty
    coefficients = slopes
    intercept =
      sums.outcomeMean - zip(slopes, sums.means).reduce(0) { $0 + $1.0 * $1.1 }
    self.fitted = fitted
    self.leverages = leverages
    self.leftOut = leftOut
    crossFit = total > 0 ? 1 - lost / total : nil
    self.factor = factor
    means = sums.means
    weightSum = sums.weight
  }

  /// What a row that took no part in the fit is expected to have.
  public func predicted(_ row: [Double]) -> Double {
    zip(coefficients, row).reduce(intercept) { $0 + $1.0 * $1.1 }
  }

  /// *z*'*A*⁻¹*z* of a row that took no part, in units of one over a weight: how uncertain its prediction is. With
  /// weights 1/σ² it is at least the variance of the prediction.
  public func spread(of row: [Double]) -> Double {
    Self.leverage(row, means, factor, weightSum: weightSum)
  }

  private static func leverage(
    _ row: [Double], _ means: [Double], _ factor: Cholesky, weightSum: Double
  ) -> Double {
    factor.forward(zip(row, means).map { $0 - $1 }).reduce(1 / weightSum) { $0 + $1 * $1 }
  }
}

/// What a weighted fit needs of its rows, about their weighted means.
private struct WeightedSums {
  let weights: [Double]
  let weight: Double
  let means: [Double]
  let outcomeMean: Double
  /// Σ*w*(*x* − mean)(*x* − mean)', a lower triangle row by row.
  let products: [Double]
  /// Σ*w*(*x* − mean)(*y* − mean).
  let withOutcome: [Double]

  init(_ rows: [[Double]], _ outcomes: [Double], _ weights: [Double]) {
    precondition(rows.count >= 2, "two rows at least")
    precondition(
      rows.count == outcomes.count && rows.count == weights.count, "an outcome and a weight a row")
    let width = rows[0].count
    let weight = weights.reduce(0, +)
    let means = (0..<width).map { column in
      rows.indices.reduce(0) { $0 + weights[$1] * rows[$1][column] } / weight
    }
    let outcomeMean = rows.indices.reduce(0) { $0 + weights[$1] * outcomes[$1] } / weight
    var products: [Double] = []
    for first in 0..<width {
      for second in 0...first {
        products.append(
          rows.indices.reduce(0) {
            $0 + weights[$1] * (rows[$1][first] - means[first])
              * (rows[$1][second] - means[second])
          })
      }
    }
    withOutcome = (0..<width).map { column in
      rows.indices.reduce(0) {
        $0 + weights[$1] * (rows[$1][column] - means[column]) * (outcomes[$1] - outcomeMean)
      }
    }
    self.weights = weights
    self.weight = weight
    self.means = means
    self.outcomeMean = outcomeMean
    self.products = products
  }
}

private func square(_ value: Double) -> Double { value * value }
