/// Two partitions, of two years, by the items they share: which cluster is which, and who moved.
///
/// Clusters are paired so that the sum of their Jaccard coefficients over the common items is greatest; a pair below
/// `least` is no pair.
public struct LabelAlignment: Hashable, Sendable {
  /// For each new cluster the earlier one that it continues; nil for a new one.
  public let continued: [Int?]
  /// Jaccard's coefficient of that pair.
  public let likeness: [Double?]
  /// Common items by earlier cluster and new cluster.
  public let transitions: [[Int]]
  /// Hubert and Arabie's index of the common items; nil without any.
  public let adjustedRand: Double?

  /// - Parameters:
  ///   - earlier: the earlier cluster of each item, 0 ..< `earlierCount`; nil for an item without one.
  ///   - new: likewise the new one, of the same items.
  /// - Complexity: O(items + clusters³).
  public init(
    earlier: [Int?], earlierCount: Int, new: [Int?], newCount: Int, least: Double = 0.5
  ) {
    precondition(earlier.count == new.count, "labels of the same items")
    let common = zip(earlier, new).compactMap { first, second in
      first.flatMap { first in second.map { (first, $0) } }
    }
    var table = Array(repeating: [Int](repeating: 0, count: newCount), count: earlierCount)
    for (first, second) in common { table[first][second] += 1 }
    let (before, after) = (
      table.map { $0.reduce(0, +) },
      (0..<newCount).map { cluster in table.reduce(0) { $0 + $1[cluster] } }
    )
    let jaccard = (0..<newCount).map { cluster in
      (0..<earlierCount).map { other in
        let both = table[other][cluster]
        let either = before[other] + after[cluster] - both
        return either > 0 ? Double(both) / Double(either) : 0
      }
    }
    let pairs = greatestAssignment(jaccard)
    let kept = pairs.indices.map { cluster in
      pairs[cluster].flatMap { jaccard[cluster][$0] >= least ? $0 : nil }
    }
    continued = kept
    likeness = kept.indices.map { cluster in kept[cluster].map { jaccard[cluster][$0] } }
    transitions = table
    adjustedRand =
      common.isEmpty ? nil : adjustedRandIndex(common.map(\.0), common.map(\.1))
  }
}
