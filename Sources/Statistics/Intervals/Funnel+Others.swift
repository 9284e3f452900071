extension Funnel {
  /// For each of `groups` the funnel of all the others, as `init(_:chance:)` has it; nil where its chance is nil, or none of
  /// the others has a size.
  ///
  /// - Parameter chances: how values vary, as each group is to be measured by.
  /// - Complexity: O(*n*²) and, as a rule, no sorting: without one group scores stand nearly in the order they have with all.
  public static func ofOthers(_ groups: [Group], chances: [Chance?]) -> [Funnel?] {
    precondition(groups.count == chances.count, "a chance to each group")
    let present = groups.indices.filter { groups[$0].size > 0 }
    var place = [Int?](repeating: nil, count: groups.count)
    for (index, group) in present.enumerated() { place[group] = index }
    let all = ScoredGroups(present.map { groups[$0] })
    return zip(place, chances).map { place, chance in
      chance.flatMap { all.funnel(without: place, chance: $0) }
    }
  }
}

/// Groups of some size, with what their scores need at every target.
private struct ScoredGroups {
  private let sums: [Double]
  private let sizes: [Double]
  private let values: [Double]
  /// From the lowest score to the highest, with all groups.
  private let order: [Int]

  init(_ groups: [Funnel.Group]) {
    sums = groups.map(\.sum)
    sizes = groups.map(\.size)
    values = groups.map { $0.sum / $0.size }
    let target = sums.reduce(0, +) / sizes.reduce(0, +)
    let scores = zip(values, sizes).map { ($0 - target) * $1.squareRoot() }
    order = scores.indices.sorted { scores[$0] < scores[$1] }
  }

  func funnel(without place: Int?, chance: Funnel.Chance) -> Funnel? {
    let count = sums.count - (place == nil ? 0 : 1)
    let total = sum(sizes, without: place)
    guard total > 0 else { return nil }
    let target = sum(sums, without: place) / total
    let variance = Funnel.unitVariance(chance, about: target)
    guard count > 1, variance > 0 else {
      return Funnel(target: target, dispersion: 1, chance: chance)
    }
    let scores = values.indices.map {
      (values[$0] - target) / (variance / sizes[$0]).squareRoot()
    }
    var sorted = [Double]()
    sorted.reserveCapacity(count)
    for index in order where index != place { sorted.append(scores[index]) }
    sorted.sortByInsertion()
    let (low, high) = (sortedQuantile(sorted, 0.1), sortedQuantile(sorted, 0.9))
    var squares = 0.0
    for index in scores.indices where index != place {
      let inside = min(max(scores[index], low), high)
      squares += inside * inside
    }
    return Funnel(target: target, dispersion: squares / Double(count), chance: chance)
  }

  /// Added up in the order of the groups, as the others alone would be.
  private func sum(_ values: [Double], without place: Int?) -> Double {
    var sum = 0.0
    for index in values.indices where index != place { sum += values[index] }
    return sum
  }
}

extension [Double] {
  /// Linear where they are nearly in order.
  fileprivate mutating func sortByInsertion() {
    withUnsafeMutableBufferPointer { values in
      for start in values.indices.dropFirst() where values[start] < values[start - 1] {
        let value = values[start]
        var place = start
        repeat {
          values[place] = values[place - 1]
          place -= 1
        } while place > 0 && value < values[place - 1]
        values[place] = value
      }
    }
  }
}
