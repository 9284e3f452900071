import Schools
import Statistics

/// Values on their way into a composite: drawn toward the other schools, extremes pulled in.
struct PreparedRanking {
  let composite: Composite
  /// Schools by columns.
  let cells: [[UncertainValue]]
  /// The same of the schools that may have a place; of the others nothing.
  let placed: [[UncertainValue]]
  /// As they were counted; nan for what is missing.
  let values: [[Double]]
  /// How far values of a column may reach; nil where it was not treated.
  let limits: [ClosedRange<Double>?]
  let treatments: [Winsorization.Result]
  /// Columns that tell no schools apart.
  let constant: Set<Int>

  init(_ input: RankingInput) {
    let columns = input.columns.indices.map { column in
      input.schools.map { $0.cells[column] }.shrunk(input.columns[column].kind)
    }
    treatments = zip(columns, input.columns).map { column, indicator in
      let estimates = column.map(\.estimate)
      // A flag is 0 or 1: the rarer of them is not an extreme value.
      return indicator.kind == .flag
        ? Winsorization(points: 0)(estimates.map { _ in .nan }) : Winsorization()(estimates)
    }
    limits = treatments.map { result in
      guard result.treated > 0, !result.isStillSkewed else { return nil }
      let known = result.values.filter { !$0.isNaN }
      return known.min()!...known.max()!
    }
    let cells = input.schools.indices.map { row in columns.map { $0[row] } }
    self.cells = cells
    placed = zip(input.schools, cells).map { school, row in
      input.hasTooFewResults(school) ? row.map { _ in .missing } : row
    }
    values = input.schools.map { school in
      zip(school.cells, input.columns).map { $0?.parts.value($1.kind) ?? .nan }
    }
    constant = Set(
      columns.indices.filter { column in
        let known = columns[column].map(\.estimate).filter { !$0.isNaN }
        return known.allSatisfy { $0 == known[0] }
      })
    composite = input.composite
  }

  /// The estimates with extremes pulled in: what the point scores are of.
  var estimates: [[Double]] { pulled(placed) }

  /// The same of all schools, with a place or without.
  var allEstimates: [[Double]] { pulled(cells) }

  private func pulled(_ cells: [[UncertainValue]]) -> [[Double]] {
    cells.map { row in
      zip(row, limits).map { cell, limits in
        guard let limits, !cell.estimate.isNaN else { return cell.estimate }
        return min(limits.upperBound, max(limits.lowerBound, cell.estimate))
      }
    }
  }
}
