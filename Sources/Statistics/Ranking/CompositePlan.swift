internal import Glibc

/// A composite worked out for one pattern of missing cells: what is left per cell is a weight.
///
/// A simulation changes values, never what is present, so the plan is made once and serves every draw.
struct CompositePlan {
  private var composite: Composite
  private let columns: Int
  private let groups: Int
  /// Row-major, one per cell: the weight within its group, scaled to what is present; 0 takes no part.
  private let weights: [Double]
  /// Row-major, one per row and group: the weight of the group, scaled alike; 0 for a group without a score.
  private var groupWeights: [Double]
  /// Whether relative scales are brought to 1…100, so that they have a geometric mean.
  private var isOnHundred = false
  /// One per row; nil for a row that has a score.
  let reasons: [Score.Reason?]

  init(_ composite: Composite, _ matrix: [[Double]]) {
    precondition(composite.defect == nil, "a composite that can be computed")
    precondition(
      matrix.allSatisfy { $0.count == composite.indicators.count }, "a column for each indicator")
    self.composite = composite
    columns = composite.indicators.count
    groups = composite.groupWeights.count
    let asked = Self.sums(composite) { composite.indicators[$0].weight }
    var weights: [Double] = []
    var groupWeights: [Double] = []
    var reasons: [Score.Reason?] = []
    for row in matrix {
      let present = Self.sums(composite) {
        row[$0].isNaN ? 0 : composite.indicators[$0].weight
      }
      let states = composite.groupWeights.indices.map { group in
        State(
          weight: composite.groupWeights[group], present: present[group], asked: asked[group],
          needed: composite.minimumGroupShare)
      }
      reasons.append(Self.reason(states, allowed: composite.missingGroupsAllowed))
      weights += composite.indicators.indices.map { column in
        let indicator = composite.indicators[column]
        return row[column].isNaN || states[indicator.group] != .scored
          ? 0 : indicator.weight / present[indicator.group]
      }
      let scored = composite.groupWeights.indices.map {
        states[$0] == .scored ? composite.groupWeights[$0] : 0
      }
      let total = scored.reduce(0, +)
      groupWeights += scored.map { $0 / total }
    }
    self.weights = weights
    self.groupWeights = groupWeights
    self.reasons = reasons
  }

  private enum State {
    case scored, partial, missing, unused

    init(weight: Double, present: Double, asked: Double, needed: Double) {
      if weight == 0 {
        self = .unused
      } else if present == 0 {
        self = .missing
      } else {
        // Three of five equal weights are 0.6, whatever the last digit says.
        self = present / asked >= needed - 1e-9 ? .scored : .partial
      }
    }
  }

  private static func sums(_ composite: Composite, _ weight: (Int) -> Double) -> [Double] {
    var sums = [Double](repeating: 0, count: composite.groupWeights.count)
    for (column, indicator) in composite.indicators.enumerated() {
      sums[indicator.group] += weight(column)
    }
    return sums
  }

  private static func reason(_ states: [State], allowed: Int) -> Score.Reason? {
    let missing = states.count { $0 == .missing }
    if missing > allowed || !states.contains(.scored) && !states.contains(.partial) {
      return .tooFewCriteria
    }
    guard let partial = states.firstIndex(of: .partial) else { return nil }
    let lacking = missing + states.count { $0 == .partial }
    return lacking > allowed || !states.contains(.scored)
      ? .tooFewIndicators(group: partial) : nil
  }

  /// The plan of another method on the same cells: z-scores become 50 + 20·z, and every relative scale is cut to 1…100.
  ///
  /// A row none of whose groups has a weight left keeps its weights.
  func varied(
    normalization: Normalization, between: Aggregation, groupWeights asked: [Double]
  ) -> CompositePlan {
    var plan = self
    plan.composite.normalization = normalization
    plan.composite.between = between
    plan.isOnHundred = true
    for row in reasons.indices {
      let cells = row * groups..<(row + 1) * groups
      var total = 0.0
      for (cell, weight) in zip(cells, asked) where groupWeights[cell] > 0 { total += weight }
      guard total > 0 else { continue }
      for (cell, weight) in zip(cells, asked) where groupWeights[cell] > 0 {
        plan.groupWeights[cell] = weight / total
      }
    }
    return plan
  }

  /// Whether a cell's score hangs on other rows.
  var isRelative: Bool {
    if case .goalposts = composite.normalization { false } else { true }
  }

  /// Puts the cells, row-major, on the common scale in place.
  func normalize(_ cells: UnsafeMutableBufferPointer<Double>) {
    for (column, indicator) in composite.indicators.enumerated() {
      composite.normalization.apply(
        to: cells, column: column, width: columns, direction: indicator.direction)
    }
    guard isOnHundred, isRelative else { return }
    let isScore = composite.normalization == .zScore
    for cell in cells.indices where !cells[cell].isNaN {
      let value = isScore ? 50 + 20 * cells[cell] : cells[cell]
      cells[cell] = min(100, max(1, value))
    }
  }

  /// The composite of a row that has a score, from normalized cells; `parts` receives the score of each group.
  func score(
    row: Int, of cells: UnsafeBufferPointer<Double>, parts: UnsafeMutableBufferPointer<Double>
  ) -> Double {
    for group in 0..<groups { parts[group] = 0 }
    let geometric = composite.within == .geometric
    for column in 0..<columns {
      let cell = row * columns + column
      let weight = weights[cell]
      guard weight > 0 else { continue }
      parts[composite.indicators[column].group] +=
        weight * (geometric ? log(cells[cell]) : cells[cell])
    }
    var total = 0.0
    for group in 0..<groups {
      let weight = groupWeights[row * groups + group]
      guard weight > 0 else {
        parts[group] = .nan
        continue
      }
      if geometric { parts[group] = exp(parts[group]) }
      // The only one that counts is the score itself, to the last digit.
      if weight == 1 {
        for other in 0..<groups where other != group { parts[other] = .nan }
        return parts[group]
      }
      total += weight * (composite.between == .geometric ? log(parts[group]) : parts[group])
    }
    return composite.between == .geometric ? exp(total) : total
  }
}
