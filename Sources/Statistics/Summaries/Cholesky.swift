internal import Glibc

/// The factor *L* of a positive definite matrix *A* = *LL'*, both as lower triangles row by row.
struct Cholesky {
  private(set) var factor: [Double]
  let width: Int

  /// Nil when the matrix is not positive definite, but for its last row, whose pivot may be 0.
  ///
  /// - Complexity: O(*width*³/6).
  init?(_ lower: [Double], _ width: Int) {
    self.width = width
    factor = lower
    for row in 0..<width {
      let at = row * (row + 1) / 2
      for column in 0...row {
        let to = column * (column + 1) / 2
        var sum = factor[at + column]
        for inner in 0..<column { sum -= factor[at + inner] * factor[to + inner] }
        if column < row {
          factor[at + column] = sum / factor[to + column]
        } else {
          guard sum > 0 || row == width - 1 else { return nil }
          factor[at + row] = max(sum, 0).squareRoot()
        }
      }
    }
  }

  /// The last pivot: with the outcome as the last column its square is the residual sum of squares.
  var last: Double { factor[factor.count - 1] }

  /// ln |A| of the first `count` rows.
  func logDeterminant(_ count: Int) -> Double {
    (0..<count).reduce(0) { $0 + 2 * log(factor[$1 * ($1 + 1) / 2 + $1]) }
  }

  /// The coefficients of the last column on the others.
  func solution() -> [Double] {
    let count = width - 1
    let at = count * (count + 1) / 2
    return backward(Array(factor[at..<at + count]))
  }

  /// The inverse of the matrix of the first `count` rows, row by row, whole.
  func inverse(_ count: Int) -> [Double] {
    var result = [Double](repeating: 0, count: count * count)
    for column in 0..<count {
      var unit = [Double](repeating: 0, count: count)
      unit[column] = 1
      let solved = backward(forward(unit))
      for row in 0..<count { result[row * count + column] = solved[row] }
    }
    return result
  }

  /// *L⁻¹b* of the first rows, as many as `b` has.
  func forward(_ b: [Double]) -> [Double] {
    var x = b
    for row in b.indices {
      let at = row * (row + 1) / 2
      for inner in 0..<row { x[row] -= factor[at + inner] * x[inner] }
      x[row] /= factor[at + row]
    }
    return x
  }

  /// *L'⁻¹b* of the first rows, as many as `b` has.
  func backward(_ b: [Double]) -> [Double] {
    var x = b
    for row in b.indices.reversed() {
      for inner in row + 1..<max(b.count, row + 1) {
        x[row] -= factor[inner * (inner + 1) / 2 + row] * x[inner]
      }
      x[row] /= factor[row * (row + 1) / 2 + row]
    }
    return x
  }
}
