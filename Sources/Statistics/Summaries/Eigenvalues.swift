/// The eigenvalues of a symmetric matrix, the greatest first.
///
/// - Complexity: some ten sweeps of O(*n*³).
/// - Source: Jacobi's rotations; Golub and Van Loan, Matrix Computations, 8.5.
public func symmetricEigenvalues(_ matrix: [[Double]]) -> [Double] {
  var a = matrix
  let n = a.count
  for _ in 0..<60 {
    var off = 0.0
    for row in 0..<n { for column in 0..<row { off += a[row][column] * a[row][column] } }
    if off < 1e-28 { break }
    for p in 0..<n {
      for q in p + 1..<max(n, p + 1) where a[p][q] != 0 {
        let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
        let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in 0..<n {
          (a[k][p], a[k][q]) = (c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q])
        }
        for k in 0..<n {
          (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k])
        }
      }
    }
  }
  return a.indices.map { a[$0][$0] }.sorted(by: >)
}
