import Schools
import Statistics

/// Which key indicators a model clusters by, and why the others are left out.
struct ClusterChoice {
  /// One indicator and what was found of it.
  struct Candidate: Hashable, Codable {
    enum Reason: String, Codable {
      /// Too few of the model's schools have it.
      case coverage
      /// Half of the schools or more have one value, or all differ by no more than chance.
      case constant
      /// It says what one before it in the list says.
      case redundant
    }

    let code: String
    let cut: String
    let coverage: Double
    /// The median absolute deviation, in the unit of the indicator.
    let deviation: Double
    /// The greatest rank correlation with an indicator that was kept before it, in size, and with which.
    var correlation: Double?
    var with: String?
    var leftOut: Reason?
  }

  let candidates: [Candidate]

  /// Numbers of the columns that are kept.
  var kept: [Int] { candidates.indices.filter { candidates[$0].leftOut == nil } }

  /// - Parameters:
  ///   - values: a column for each indicator, of the model's schools; nan for none.
  init(_ columns: [ClusterInput.Column], _ values: [[Double]], limits: Thresholds) {
    var found: [Candidate] = []
    var kept: [Int] = []
    for (index, column) in columns.enumerated() {
      let known = values[index].filter { !$0.isNaN }
      let middle = median(known) ?? 0
      var candidate = Candidate(
        code: column.code, cut: column.cut,
        coverage: values[index].isEmpty
          ? 0 : Double(known.count) / Double(values[index].count),
        deviation: median(known.map { abs($0 - middle) }) ?? 0)
      for other in kept {
        guard let rho = spearman(values[other], values[index]),
          abs(rho) > abs(candidate.correlation ?? 0)
        else { continue }
        candidate.correlation = rho
        candidate.with = "\(columns[other].code) \(columns[other].cut)"
      }
      if candidate.coverage < limits("cluster_coverage") {
        candidate.leftOut = .coverage
      } else if candidate.deviation == 0 {
        candidate.leftOut = .constant
      } else if abs(candidate.correlation ?? 0) > limits("cluster_correlation") {
        candidate.leftOut = .redundant
      } else {
        kept.append(index)
      }
      found.append(candidate)
    }
    candidates = found
  }
}
