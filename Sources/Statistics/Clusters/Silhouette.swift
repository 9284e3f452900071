/// How much nearer each point is to its own cluster than to the next: (b − a) / max(a, b), −1…1, with a the mean
/// distance to the other points of its cluster and b the least mean distance to those of another one.
///
/// - A point alone in its cluster has 0, as does every point of a single cluster and one that coincides with
///   both clusters.
/// - Labels are 0 ..< *k*, distances Euclidean.
/// - Complexity: O(*n*²·*d*) time, O(*n*·*k*) memory.
/// - Source: Rousseeuw, Silhouettes, Journal of Computational and Applied Mathematics 20 (1987).
public func silhouettes(_ points: [[Double]], labels: [Int]) -> [Double] {
  silhouettes(Points(points), labels)
}

func silhouettes(_ points: Points, _ labels: [Int]) -> [Double] {
  precondition(points.count == labels.count, "a label for each point")
  let clusters = (labels.max() ?? -1) + 1
  var sizes = [Int](repeating: 0, count: clusters)
  for label in labels { sizes[label] += 1 }
  // Row-major: the sum of distances of each point to each cluster.
  var sums = [Double](repeating: 0, count: points.count * clusters)
  for second in 0..<points.count {
    for first in 0..<second {
      let distance = points.distance(first, second)
      sums[first * clusters + labels[second]] += distance
      sums[second * clusters + labels[first]] += distance
    }
  }
  return (0..<points.count).map { point in
    let own = labels[point]
    guard sizes[own] > 1 else { return 0 }
    let inside = sums[point * clusters + own] / Double(sizes[own] - 1)
    var outside = Double.infinity
    for other in 0..<clusters where other != own && sizes[other] > 0 {
      outside = min(outside, sums[point * clusters + other] / Double(sizes[other]))
    }
    guard outside < .infinity, max(inside, outside) > 0 else { return 0 }
    return (outside - inside) / max(inside, outside)
  }
}

/// The member with the least sum of Euclidean distances to the other members, the first of equals.
///
/// `members` are row numbers, one at least. O(*m*²·*d*).
public func medoid(_ points: [[Double]], members: [Int]) -> Int {
  medoid(Points(points), members)
}

func medoid(_ points: Points, _ members: [Int]) -> Int {
  precondition(!members.isEmpty, "a member at least")
  var best = (member: members[0], sum: Double.infinity)
  for member in members {
    let sum = members.reduce(0) { $0 + points.distance(member, $1) }
    if sum < best.sum { best = (member, sum) }
  }
  return best.member
}
