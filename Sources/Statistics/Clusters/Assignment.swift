/// The assignment of rows to columns with the greatest sum of `gains`: for each row its column, or nil where there are more
/// rows than columns and the row is left over. Every column is taken once at most.
///
/// Among assignments of the same sum the one found does not depend on anything but the matrix.
///
/// - Complexity: O(*n*³) for the greater of rows and columns.
/// - Source: Kuhn, The Hungarian method for the assignment problem, Naval Research Logistics 2 (1955), by shortest
///   augmenting paths with potentials (Jonker and Volgenant, Computing 38, 1987).
public func greatestAssignment(_ gains: [[Double]]) -> [Int?] {
  let rows = gains.count
  let columns = gains.first?.count ?? 0
  precondition(gains.allSatisfy { $0.count == columns }, "rows of equal length")
  let size = max(rows, columns)
  func cost(_ row: Int, _ column: Int) -> Double {
    row < rows && column < columns ? -gains[row][column] : 0
  }
  // Numbered from 1; 0 is no row, no column.
  var (rowPotential, columnPotential) = (
    [Double](repeating: 0, count: size + 1), [Double](repeating: 0, count: size + 1)
  )
  var taken = [Int](repeating: 0, count: size + 1)
  for row in 1...max(size, 1) where size > 0 {
    var previous = [Int](repeating: 0, count: size + 1)
    var least = [Double](repeating: .infinity, count: size + 1)
    var isDone = [Bool](repeating: false, count: size + 1)
    var column = 0
    taken[0] = row
    repeat {
      isDone[column] = true
      let current = taken[column]
      var (step, next) = (Double.infinity, 0)
      for other in 1...size where !isDone[other] {
        let reduced =
          cost(current - 1, other - 1) - rowPotential[current] - columnPotential[other]
        if reduced < least[other] { (least[other], previous[other]) = (reduced, column) }
        if least[other] < step { (step, next) = (least[other], other) }
      }
      for other in 0...size {
        if isDone[other] {
          rowPotential[taken[other]] += step
          columnPotential[other] -= step
        } else {
          least[other] -= step
        }
      }
      column = next
    } while taken[column] != 0
    while column != 0 {
      taken[column] = taken[previous[column]]
      column = previous[column]
    }
  }
  var result = [Int?](repeating: nil, count: rows)
  for column in 1...max(size, 1) where size > 0 && column <= columns {
    if taken[column] >= 1, taken[column] <= rows { result[taken[column] - 1] = column - 1 }
  }
  return result
}
