/// How much nearer each point is to its own cluster than to the next: (b − a) / max(a, b), −1…1, with a the mean
/// distance to the other points of its cluster and b the least mean distance to those of another one.
///
/// - A point alone in its cluster has 0, as does every point of a single cluster and one that coincides with
///   both clusters.
/// - Labels are 0 ..< *k*, distances Euclidean.
/// - Complexity: O(*n*²·*d*) time, shared among threads; O(*n*) memory.
/// - Source: Rousseeuw, Silhouettes, Journal of Computational and Applied Mathematics 20 (1987).
public func silhouettes(_ points: [[Double]], labels: [Int]) -> [Double] {
  silhouettes(Points(points), labels)
}

func silhouettes(_ points: Points, _ labels: [Int]) -> [Double] {
  silhouettes(points, of: [labels])[0]
}

/// The silhouettes of several partitions of the same points, for which distances are taken once.
func silhouettes(_ points: Points, of partitions: [[Int]]) -> [[Double]] {
  precondition(
    partitions.allSatisfy { $0.count == points.count }, "a label for each point")
  let padded = PaddedPoints(points)
  let sizes = partitions.map { labels in
    labels.reduce(into: [Int](repeating: 0, count: (labels.max() ?? -1) + 1)) { $0[$1] += 1 }
  }
  // Places of the partitions' sums one after the other, so that a point's labels are places.
  let starts = sizes.indices.map { index in sizes[..<index].reduce(0) { $0 + $1.count } }
  let total = sizes.reduce(0) { $0 + $1.count }
  var places: [Int32] = []
  places.reserveCapacity(points.count * partitions.count)
  for point in 0..<points.count {
    for index in partitions.indices {
      places.append(Int32(starts[index] + partitions[index][point]))
    }
  }
  let labels = places
  let widths = Parallel.map(points.count) { point in
    var sums = [Double](repeating: 0, count: total)
    add(padded, point, labels, partitions.count, to: &sums)
    return partitions.indices.map { index in
      let own = partitions[index][point]
      return width(
        own: own, sizes[index], sums[starts[index]..<starts[index] + sizes[index].count])
    }
  }
  return partitions.indices.map { index in widths.map { $0[index] } }
}

/// Adds the distance from `point` to every point to the sums of that one's clusters.
private func add(
  _ points: PaddedPoints, _ point: Int, _ labels: [Int32], _ count: Int, to sums: inout [Double]
) {
  points.values.withUnsafeBufferPointer { values in
    labels.withUnsafeBufferPointer { labels in
      sums.withUnsafeMutableBufferPointer { sums in
        guard let start = values.baseAddress else { return }
        let own = start + point * points.stride
        for other in 0..<points.count {
          let distance = PaddedPoints.squaredDistance(
            own, start + other * points.stride, points.stride
          ).squareRoot()
          for index in other * count..<(other + 1) * count {
            sums[Int(labels[index])] += distance
          }
        }
      }
    }
  }
}

private func width(own: Int, _ sizes: [Int], _ sums: ArraySlice<Double>) -> Double {
  guard sizes[own] > 1 else { return 0 }
  let inside = sums[sums.startIndex + own] / Double(sizes[own] - 1)
  var outside = Double.infinity
  for other in sizes.indices where other != own && sizes[other] > 0 {
    outside = min(outside, sums[sums.startIndex + other] / Double(sizes[other]))
  }
  guard outside < .infinity, max(inside, outside) > 0 else { return 0 }
  return (outside - inside) / max(inside, outside)
}

/// The member with the least sum of Euclidean distances to the other members, the first of equals.
///
/// `members` are row numbers, one at least. O(*m*²·*d*).
public func medoid(_ points: [[Double]], members: [Int]) -> Int {
  medoid(Points(points), members)
}

func medoid(_ points: Points, _ members: [Int]) -> Int {
  precondition(!members.isEmpty, "a member at least")
  let padded = PaddedPoints(points.ordered(by: members))
  let sums = Parallel.map(members.count) { member in
    padded.values.withUnsafeBufferPointer { values in
      let start = values.baseAddress!
      var sum = 0.0
      for other in members.indices {
        sum += PaddedPoints.squaredDistance(
          start + member * padded.stride, start + other * padded.stride, padded.stride
        ).squareRoot()
      }
      return sum
    }
  }
  var best = (member: members[0], sum: Double.infinity)
  for (member, sum) in zip(members, sums) where sum < best.sum { best = (member, sum) }
  return best.member
}
