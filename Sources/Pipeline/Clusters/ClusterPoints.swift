internal import Foundation
import Schools
import Statistics

/// Schools as points: values drawn toward the other schools, shares as logits, robust units, criteria of equal weight.
struct ClusterPoints {
  /// The model's schools, by their place in the input.
  let schools: [Int]
  let choice: ClusterChoice
  /// In robust standard deviations from the median, cut to −3…3: the model's schools by kept columns.
  let standardized: [[Double]]
  /// The same, each column by the root of its weight.
  let weighted: [[Double]]

  init(_ input: ClusterInput) {
    let columns = input.columns.indices.map { column in
      input.schools.map { $0.cells[column] }.shrunk(input.columns[column].kind).map(\.estimate)
    }
    let needed = input.limits("cluster_indicator_share") * Double(columns.count)
    let schools = input.schools.indices.filter { school in
      Double(columns.count { !$0[school].isNaN }) >= needed - 1e-9
    }
    let values = columns.map { column in schools.map { column[$0] } }
    let choice = ClusterChoice(input.columns, values, limits: input.limits)
    let kept = choice.kept
    let prepared = schools.indices.map { row in
      kept.map { column in
        let value = values[column][row]
        // A drawn share is never 0 or 1.
        return input.columns[column].kind == .share ? log(value / (1 - value)) : value
      }
    }
    standardized = Standardization.robust.columns(imputeNearest(prepared, neighbors: 5))
    let counts = Dictionary(grouping: kept) { input.columns[$0].criterion }.mapValues(\.count)
    // The squares of the weights of a criterion's columns sum to the mean number of columns.
    let scale = Double(kept.count) / Double(max(counts.count, 1))
    let weights = kept.map {
      (scale / Double(counts[input.columns[$0].criterion] ?? 1)).squareRoot()
    }
    weighted = standardized.map { row in zip(row, weights).map { $0 * $1 } }
    self.schools = schools
    self.choice = choice
  }
}
