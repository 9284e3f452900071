/// Pearson's correlation of two vectors of equal length; nil where either is constant or fewer than two
/// pairs are complete.
///
/// A pair with a nan takes no part. Cut to −1…1. Two passes; O(*n*).
public func pearson(_ x: [Double], _ y: [Double]) -> Double? {
  precondition(x.count == y.count, "vectors of equal length")
  let pairs = zip(x, y).filter { !$0.isNaN && !$1.isNaN }
  guard let first = meanAndDeviation(pairs.map(\.0)), let second = meanAndDeviation(pairs.map(\.1)),
    first.deviation > 0, second.deviation > 0
  else { return nil }
  let product = pairs.reduce(0) { $0 + ($1.0 - first.mean) * ($1.1 - second.mean) }
  let scale = Double(pairs.count - 1) * first.deviation * second.deviation
  return min(1, max(-1, product / scale))
}

/// Spearman's rank correlation: Pearson's of the midranks. Nil and nan as in `pearson`. O(*n* log *n*).
public func spearman(_ x: [Double], _ y: [Double]) -> Double? {
  precondition(x.count == y.count, "vectors of equal length")
  let pairs = zip(x, y).filter { !$0.isNaN && !$1.isNaN }
  return pearson(midranks(pairs.map(\.0)), midranks(pairs.map(\.1)))
}

/// Ranks from 1, the smallest first, equal values sharing the mean of their ranks; nan has no place here.
func midranks(_ values: [Double]) -> [Double] {
  let order = values.indices.sorted { values[$0] < values[$1] }
  var ranks = [Double](repeating: 0, count: values.count)
  var start = 0
  while start < order.count {
    var end = start + 1
    while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
    for position in start..<end { ranks[order[position]] = Double(start + 1 + end) / 2 }
    start = end
  }
  return ranks
}

/// The agreement of two partitions of the same items, corrected for chance: 1 for the same partition, about 0
/// for unrelated ones; it may be negative.
///
/// The names of the labels do not matter. Two partitions that are both trivial in the same way (one cluster,
/// or every item alone), and no items, give 1.
///
/// - Complexity: O(*n*).
/// - Source: Hubert and Arabie, Comparing partitions, Journal of Classification 2 (1985).
public func adjustedRandIndex(_ a: [Int], _ b: [Int]) -> Double {
  precondition(a.count == b.count, "labels of the same items")
  struct Cell: Hashable {
    let first: Int
    let second: Int
  }
  func pairs(_ count: Int) -> Double { Double(count) * Double(count - 1) / 2 }
  func together<Label: Hashable>(_ labels: [Label]) -> Double {
    var counts: [Label: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    // Whole numbers below 2⁵³: the order of a dictionary does not show.
    return counts.values.reduce(0) { $0 + pairs($1) }
  }
  let both = together(zip(a, b).map(Cell.init))
  let (first, second) = (together(a), together(b))
  let expected = a.count > 1 ? first * second / pairs(a.count) : 0
  let greatest = (first + second) / 2
  return greatest == expected ? 1 : (both - expected) / (greatest - expected)
}
