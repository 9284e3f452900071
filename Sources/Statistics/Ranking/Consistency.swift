/// Cronbach's α of columns: how far they measure one thing, at most 1; it may be negative.
///
/// Rows that miss a cell take no part. Columns are standardized, so their units do not matter:
/// k·r̄ / (1 + (k − 1)·r̄) with the mean correlation r̄. Nil for fewer than two columns that vary.
///
/// - Complexity: O(rows × columns²).
/// - Source: Cronbach, Coefficient alpha and the internal structure of tests, Psychometrika 16 (1951).
public func cronbachAlpha(_ columns: [[Double]]) -> Double? {
  guard let matrix = correlations(columns), matrix.count >= 2 else { return nil }
  let k = Double(matrix.count)
  var sum = 0.0
  for row in matrix.indices { for column in 0..<row { sum += matrix[row][column] } }
  let mean = sum / (k * (k - 1) / 2)
  let scale = 1 + (k - 1) * mean
  return scale > 0 ? k * mean / scale : nil
}

/// The share of the variance of standardized columns that their first principal component holds, 1/k…1; nil for fewer
/// than two columns that vary. Rows that miss a cell take no part. O(rows × columns² + columns³).
public func firstComponentShare(_ columns: [[Double]]) -> Double? {
  guard let matrix = correlations(columns), matrix.count >= 2 else { return nil }
  return symmetricEigenvalues(matrix).first.map { $0 / Double(matrix.count) }
}

/// Pearson's correlations of the columns that vary, over complete rows.
private func correlations(_ columns: [[Double]]) -> [[Double]]? {
  guard let count = columns.first?.count else { return nil }
  let complete = (0..<count).filter { row in columns.allSatisfy { !$0[row].isNaN } }
  let kept = columns.map { column in complete.map { column[$0] } }
    .filter { sampleDeviation($0) > 0 }
  return kept.map { one in kept.map { pearson(one, $0) ?? 0 } }
}
