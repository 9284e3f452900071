import Foundation
import Statistics

/// A small data set, and −2 log-likelihood of it by the whole covariance matrix of its rows.
struct DenseModel {
  private(set) var outcome: [Double] = []
  private(set) var x: [Double] = []
  private(set) var groups: [Int32] = []

  init(seed: UInt64, groups count: Int, slope: Bool) {
    var source = RandomSource(seed: seed)
    for group in 0..<count {
      let (effect, tilt) = (0.8 * source.normal(), slope ? 0.5 * source.normal() : 0)
      for _ in 0..<3 + group % 5 {
        let value = 1 + source.normal()
        x.append(value)
        groups.append(Int32(group))
        outcome.append(2 + 0.7 * value + effect + tilt * value + source.normal())
      }
    }
  }

  func criterion(
    group: Double, slope: Double, covariance: Double, residual: Double, isRestricted: Bool
  ) -> Double {
    let n = outcome.count
    var v = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for i in 0..<n {
      for j in 0..<n where groups[i] == groups[j] {
        v[i][j] = group + covariance * (x[i] + x[j]) + slope * x[i] * x[j]
      }
      v[i][i] += residual
    }
    // Gauss–Jordan on (V | 1 x y), which leaves V⁻¹ of the columns, and ln|V| of the pivots.
    var right = (0..<n).map { [1, x[$0], outcome[$0]] }
    let original = right
    var logDeterminant = 0.0
    for pivot in 0..<n {
      logDeterminant += log(v[pivot][pivot])
      for row in 0..<n where row != pivot {
        let factor = v[row][pivot] / v[pivot][pivot]
        guard factor != 0 else { continue }
        for column in pivot..<n { v[row][column] -= factor * v[pivot][column] }
        for column in 0..<3 { right[row][column] -= factor * right[pivot][column] }
      }
    }
    for row in 0..<n { for column in 0..<3 { right[row][column] /= v[row][row] } }
    func product(_ a: Int, _ b: Int) -> Double {
      (0..<n).reduce(0) { $0 + original[$1][a] * right[$1][b] }
    }
    let (a, b, d) = (product(0, 0), product(0, 1), product(1, 1))
    let determinant = a * d - b * b
    let (u, w) = (product(0, 2), product(1, 2))
    let intercept = (d * u - b * w) / determinant
    let tilt = (a * w - b * u) / determinant
    let rest = product(2, 2) - intercept * u - tilt * w
    let plain = logDeterminant + rest
    return isRestricted
      ? plain + log(determinant) + Double(n - 2) * log(2 * Double.pi)
      : plain + Double(n) * log(2 * Double.pi)
  }
}
