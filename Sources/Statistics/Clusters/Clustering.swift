/// A partition of points into clusters with centers.
///
/// Labels run from 0, the largest cluster first; of two equally large ones, that with the first point in the
/// order of coordinates. So a partition has one labelling, however it was found and however rows are ordered.
public struct Clustering: Hashable, Sendable {
  /// The cluster of each point.
  public let labels: [Int]
  /// The mean of each cluster's points.
  public let centroids: [[Double]]
  /// Points in each cluster; none is empty.
  public let sizes: [Int]
  /// Squared Euclidean distances of the points to their centroids, summed.
  public let withinSumOfSquares: Double

  /// The clustering of points in canonical order, from any labelling of it.
  init(_ points: Points, labels raw: [Int]) {
    let labels = canonicalLabels(raw)
    self.labels = labels
    let count = (labels.max() ?? -1) + 1
    var sizes = [Int](repeating: 0, count: count)
    for label in labels { sizes[label] += 1 }
    self.sizes = sizes
    let centers = means(points, labels, sizes)
    let dimension = points.dimension
    centroids = (0..<count).map { Array(centers[$0 * dimension..<($0 + 1) * dimension]) }
    withinSumOfSquares = labels.indices.reduce(0) { sum, index in
      var distance = 0.0
      for column in 0..<dimension {
        let step =
          points.values[index * dimension + column] - centers[labels[index] * dimension + column]
        distance += step * step
      }
      return sum + distance
    }
  }

  private init(_ other: Clustering, labels: [Int]) {
    self.labels = labels
    centroids = other.centroids
    sizes = other.sizes
    withinSumOfSquares = other.withinSumOfSquares
  }

  /// The same clustering with its labels put back from canonical order into that of the rows.
  func restored(_ order: [Int]) -> Clustering {
    Clustering(self, labels: labels.restored(order))
  }
}

extension Array {
  /// Element *i* of this array at place `order[i]` of the result.
  func restored(_ order: [Int]) -> [Element] {
    var result = self
    for (position, index) in order.enumerated() { result[index] = self[position] }
    return result
  }
}

/// Numbers labels anew from 0: by size, the largest first, then by first occurrence.
func canonicalLabels(_ labels: [Int]) -> [Int] {
  guard let least = labels.min(), let greatest = labels.max() else { return [] }
  guard greatest - least < 4 * labels.count + 1024 else {
    // Far apart: first give them numbers in the order of their values.
    let known = Set(labels).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: known.enumerated().map { ($1, $0) })
    return canonicalLabels(labels.map { numbers[$0]! })
  }
  var first = [Int](repeating: -1, count: greatest - least + 1)
  var sizes = [Int](repeating: 0, count: first.count)
  for (index, label) in labels.enumerated() {
    if first[label - least] < 0 { first[label - least] = index }
    sizes[label - least] += 1
  }
  let sorted = first.indices.filter { sizes[$0] > 0 }
    .sorted { (-sizes[$0], first[$0]) < (-sizes[$1], first[$1]) }
  var numbers = [Int](repeating: 0, count: first.count)
  for (number, label) in sorted.enumerated() { numbers[label] = number }
  return labels.map { numbers[$0 - least] }
}

/// The mean of each cluster's points, row by row, added up in the order of the points.
func means(_ points: Points, _ labels: [Int], _ sizes: [Int]) -> [Double] {
  let dimension = points.dimension
  var sums = [Double](repeating: 0, count: sizes.count * dimension)
  points.values.withUnsafeBufferPointer { values in
    sums.withUnsafeMutableBufferPointer { sums in
      for (index, label) in labels.enumerated() {
        for column in 0..<dimension {
          sums[label * dimension + column] += values[index * dimension + column]
        }
      }
    }
  }
  for label in sizes.indices where sizes[label] > 0 {
    for column in 0..<dimension { sums[label * dimension + column] /= Double(sizes[label]) }
  }
  return sums
}

/// Squared Euclidean distances of points to the mean of their cluster, summed.
///
/// Labels are any whole numbers. O(*n*·*d*).
public func withinSumOfSquares(_ points: [[Double]], labels: [Int]) -> Double {
  precondition(points.count == labels.count, "a label for each point")
  return Clustering(Points(points), labels: labels).withinSumOfSquares
}
