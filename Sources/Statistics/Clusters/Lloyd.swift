/// Lloyd's algorithm from given centers to a fixed point.
struct Lloyd {
  /// Rounds after which it stops where it is; rounding can make two clusterings of one sum take turns.
  private static let limit = 1000

  private let points: Points
  private let clusters: Int
  private var centers: [Double]
  private(set) var labels: [Int]
  private var distances: [Double]

  init(_ points: Points, centers: [[Double]]) {
    precondition(
      centers.allSatisfy { $0.count == points.dimension }, "centers of the points' dimension")
    self.points = points
    self.centers = centers.flatMap { $0 }
    clusters = centers.count
    labels = Array(repeating: -1, count: points.count)
    distances = Array(repeating: 0, count: points.count)
    var rounds = 0
    while assign(), rounds < Self.limit {
      rounds += 1
      move()
    }
  }

  /// Gives each point to its nearest center and says whether any label changed.
  private mutating func assign() -> Bool {
    let (dimension, clusters) = (points.dimension, clusters)
    var hasChanged = false
    points.values.withUnsafeBufferPointer { values in
      centers.withUnsafeBufferPointer { centers in
        for index in labels.indices {
          let point = index * dimension
          var (label, least) = (0, Double.infinity)
          for cluster in 0..<clusters {
            let center = cluster * dimension
            var sum = 0.0
            for column in 0..<dimension {
              let step = values[point + column] - centers[center + column]
              sum += step * step
            }
            if sum < least { (label, least) = (cluster, sum) }
          }
          distances[index] = least
          if labels[index] != label {
            labels[index] = label
            hasChanged = true
          }
        }
      }
    }
    return hasChanged
  }

  /// Moves each center to the mean of its points, after every empty cluster has been given one.
  private mutating func move() {
    var sizes = [Int](repeating: 0, count: clusters)
    for label in labels { sizes[label] += 1 }
    for cluster in 0..<clusters where sizes[cluster] == 0 {
      guard let taken = farthest(sizes) else { continue }
      sizes[labels[taken]] -= 1
      sizes[cluster] = 1
      labels[taken] = cluster
      distances[taken] = 0
    }
    centers = means(points, labels, sizes)
  }

  /// The point farthest from its center among clusters of more than one, the first of equals.
  private func farthest(_ sizes: [Int]) -> Int? {
    var best: Int?
    for index in labels.indices where sizes[labels[index]] > 1 {
      if distances[index] > best.map({ distances[$0] }) ?? -1 { best = index }
    }
    return best
  }
}
