import Schools
import Statistics

/// Whether what is said of a school beside its similar schools hangs on how likeness is measured.
///
/// The key indicators of the school are set beside four other lists: half as many schools, half as many again, all
/// variables weighing the same, and Mahalanobis' distance. A verdict agrees when the 95 % interval of the difference lies on
/// the same side of 0, or about it.
struct VerdictStability {
  let limits: Thresholds

  struct Item: Encodable, Hashable, Sendable {
    let code: String
    let cut: String
    /// Other lists under which the verdict is the same.
    let agreeing: Int
    let lists: Int
  }

  /// Items of each school that has a list, by number; of an indicator only where school and list have enough units.
  ///
  /// - Parameters:
  ///   - schools: those with enough context, by code.
  ///   - members: lists that stand, by school.
  ///   - cells: parts of the key indicators, by school.
  func items(
    _ model: ContextModel, _ schools: [FrozenSet], members: [Int: [Int]],
    cells: [Int: [KeyCell?]],
    of indicators: [(code: String, cut: String, kind: Indicator.Kind)]
  ) -> [Int: [Item]] {
    let asked = schools.indices.filter { members[schools[$0].vector.id] != nil }
    guard !asked.isEmpty else { return [:] }
    let others = otherLists(model, schools, asked, members)
    var found: [Int: [Item]] = [:]
    for (place, row) in asked.enumerated() {
      let id = schools[row].vector.id
      guard let own = cells[id], let list = members[id] else { continue }
      found[id] = indicators.indices.compactMap { column in
        guard let cell = own[column],
          cell.parts.units(indicators[column].kind) >= limits("rank_units"),
          let said = side(
            cell, beside: list.map { cells[$0]?[column] }, indicators[column].kind)
        else { return nil }
        let sides = others.map { lists in
          side(
            cell, beside: lists[place].map { cells[schools[$0].vector.id]?[column] },
            indicators[column].kind)
        }
        return Item(
          code: indicators[column].code, cut: indicators[column].cut,
          agreeing: sides.count { $0 == said }, lists: sides.count)
      }
    }
    return found
  }

  /// Lists by other measures, as rows of `schools`: a measure, then the schools asked of.
  private func otherLists(
    _ model: ContextModel, _ schools: [FrozenSet], _ asked: [Int], _ members: [Int: [Int]]
  ) -> [[[Int]]] {
    let rows = schools.map(\.vector.scores)
    let least = limits("similar_context")
    let more = Int((1.5 * Double(model.neighborCount)).rounded())
    let near = model.method(leastWeight: least).find(rows, count: more, queries: asked)
    let lengths = asked.map { members[schools[$0].vector.id]?.count ?? 0 }
    func cut(_ lists: [[Neighbors.Neighbor]], _ length: (Int) -> Int) -> [[Int]] {
      lists.indices.map { place in lists[place].prefix(length(place)).map(\.row) }
    }
    let equal = PartialNeighbors(weights: model.variables.map { _ in 1 }, leastWeight: least)
    let turned = try? Neighbors(count: model.neighborCount, distance: .mahalanobis).find(
      rows.map { row in row.map { $0.isNaN ? 0 : $0 } }, queries: asked)
    return [
      cut(near) { (lengths[$0] + 1) / 2 },
      cut(near) { _ in more },
      cut(equal.find(rows, count: model.neighborCount, queries: asked)) { lengths[$0] },
    ] + (turned.map { [cut($0) { lengths[$0] }] } ?? [])
  }

  private enum Side { case above, below, within }

  /// On which side of the list's pooled value the school's is; nil where that cannot be said.
  private func side(
    _ own: KeyCell, beside list: [KeyCell??], _ kind: Indicator.Kind
  ) -> Side? {
    let cells = list.compactMap { $0 ?? nil }
    var pooled = Parts(
      numerator: 0, denominator: 0, sumSquares: own.parts.sumSquares == nil ? nil : 0)
    for cell in cells {
      pooled.numerator += cell.parts.numerator
      pooled.denominator += cell.parts.denominator
      if let sum = pooled.sumSquares { pooled.sumSquares = sum + (cell.parts.sumSquares ?? 0) }
    }
    guard pooled.units(kind) >= limits("analogue_units"),
      let interval = own.parts.differenceInterval(kind, from: pooled)
    else { return nil }
    return interval.low > 0 ? .above : interval.high < 0 ? .below : .within
  }
}
