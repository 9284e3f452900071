/// Returns `rows` with missing cells (nan) filled from the rows nearest to them.
///
/// A cell becomes the mean of that column over the `neighbors` nearest rows that have it. Distance is the mean
/// squared difference, in standard deviations of the column, over the columns both rows have; after the first
/// round over all columns, filled cells included, until nothing changes or ten rounds are done.
///
/// - A row with no column in common with others gets the column's median; a column nobody has becomes 0, so
///   that it tells no rows apart.
/// - Ties in distance go by the rows' values, so the order of rows changes nothing.
/// - What is present is never touched. The filled cells serve clustering only: they are not measurements.
/// - Complexity: O(rounds × incomplete rows × *n*·(*d* + log *n*)).
/// - Source: Troyanskaya et al., Missing value estimation methods for DNA microarrays, Bioinformatics 17 (2001).
public func imputeNearest(_ rows: [[Double]], neighbors: Int) -> [[Double]] {
  precondition(neighbors >= 1, "one neighbor at least")
  let order = Points.canonicalOrder(rows)
  return Imputation(order.map { rows[$0] }, neighbors: neighbors).filled().restored(order)
}

private struct Imputation {
  let rows: [[Double]]
  let neighbors: Int
  let units: [Double]
  let medians: [Double]

  init(_ rows: [[Double]], neighbors: Int) {
    self.rows = rows
    self.neighbors = neighbors
    let columns = (rows.first ?? []).indices.map { column in rows.map { $0[column] } }
    units = columns.map { meanAndDeviation($0)?.deviation ?? 0 }
    medians = columns.map { median($0) ?? 0 }
  }

  func filled() -> [[Double]] {
    var current = rows
    for _ in 0..<10 {
      let next = round(current)
      if next == current { break }
      current = next
    }
    return current
  }

  /// One filling of every missing cell, all from the state before it.
  private func round(_ current: [[Double]]) -> [[Double]] {
    var next = current
    for row in rows.indices where rows[row].contains(where: \.isNaN) {
      let near = nearest(to: row, current)
      for column in rows[row].indices where rows[row][column].isNaN {
        let donors = near.lazy.map { rows[$0][column] }.filter { !$0.isNaN }.prefix(neighbors)
        next[row][column] =
          donors.isEmpty ? medians[column] : donors.reduce(0, +) / Double(donors.count)
      }
    }
    return next
  }

  /// The other rows by distance, the nearest first; those without a common column left out.
  private func nearest(to row: Int, _ current: [[Double]]) -> [Int] {
    var distances: [(row: Int, distance: Double)] = []
    for other in current.indices where other != row {
      var (sum, count) = (0.0, 0)
      for column in units.indices {
        let step = current[row][column] - current[other][column]
        guard !step.isNaN else { continue }
        count += 1
        if units[column] > 0 { sum += step * step / (units[column] * units[column]) }
      }
      if count > 0 { distances.append((other, sum / Double(count))) }
    }
    return distances.sorted { ($0.distance, $0.row) < ($1.distance, $1.row) }.map(\.row)
  }
}
