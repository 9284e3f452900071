/// Clusters around points of their own: the sum of unsquared distances to the nearest medoid is small.
///
/// Medoids are chosen greedily, then swapped for other points while a swap helps, the best one first
/// (partitioning around medoids). The result is a local optimum of swaps; it needs no random numbers.
///
/// - Points in canonical order; ties go to the point that comes first.
/// - Complexity: O(*n*²·*k*) to choose, O(*n*²) for each swap; memory of 8·*n*² bytes.
/// - Source: Kaufman and Rousseeuw, Finding Groups in Data (1990), chapter 2; Schubert and Rousseeuw, Faster
///   k-medoids clustering, SISAP (2019), algorithm FastPAM1, which does the same swaps.
struct Medoids {
  private let count: Int
  private let distances: [Double]

  init(_ points: Points) {
    let padded = PaddedPoints(points)
    let count = points.count
    self.count = count
    distances = Parallel.map(count) { row in
      padded.values.withUnsafeBufferPointer { values in
        let start = values.baseAddress!
        return (0..<count).map { column in
          PaddedPoints.squaredDistance(
            start + row * padded.stride, start + column * padded.stride, padded.stride
          ).squareRoot()
        }
      }
    }.flatMap { $0 }
  }

  struct Result {
    let labels: [Int]
    /// The sum of the distances to the medoids.
    let sum: Double
  }

  func fit(clusters: Int) -> Result {
    var medoids = built(clusters)
    var state = Assignment(count)
    while true {
      assign(medoids, &state)
      guard let swap = best(medoids, state) else { break }
      medoids[swap.slot] = swap.point
    }
    return Result(labels: state.labels, sum: state.nearest.reduce(0, +))
  }

  private struct Assignment {
    var labels: [Int]
    var nearest: [Double]
    var second: [Double]

    init(_ count: Int) {
      labels = Array(repeating: 0, count: count)
      nearest = Array(repeating: 0, count: count)
      second = nearest
    }
  }

  /// The medoids that each take most off the sum, one after the other.
  private func built(_ clusters: Int) -> [Int] {
    var medoids: [Int] = []
    var nearest = [Double](repeating: .infinity, count: count)
    while medoids.count < min(clusters, count) {
      let current = nearest
      let isFirst = medoids.isEmpty
      let gains = Parallel.map(count) { candidate in
        var gain = 0.0
        for point in 0..<count {
          let distance = distances[candidate * count + point]
          gain += isFirst ? -distance : max(0, current[point] - distance)
        }
        return gain
      }
      var best = -1
      for candidate in 0..<count where !medoids.contains(candidate) {
        if best < 0 || gains[candidate] > gains[best] { best = candidate }
      }
      medoids.append(best)
      for point in 0..<count {
        nearest[point] = min(nearest[point], distances[best * count + point])
      }
    }
    return medoids
  }

  private func assign(_ medoids: [Int], _ state: inout Assignment) {
    for point in 0..<count {
      var (label, first, second) = (0, Double.infinity, Double.infinity)
      for (slot, medoid) in medoids.enumerated() {
        let distance = distances[medoid * count + point]
        if distance < first {
          (label, second, first) = (slot, first, distance)
        } else if distance < second {
          second = distance
        }
      }
      (state.labels[point], state.nearest[point], state.second[point]) = (label, first, second)
    }
  }

  /// The swap that takes most off the sum, or nil when none takes anything.
  private func best(_ medoids: [Int], _ state: Assignment) -> (slot: Int, point: Int)? {
    guard medoids.count > 1 else { return nil }
    var losses = [Double](repeating: 0, count: medoids.count)
    for point in 0..<count {
      losses[state.labels[point]] += state.second[point] - state.nearest[point]
    }
    let removal = losses
    let found = Parallel.map(count) { candidate in
      var changes = removal
      var shared = 0.0
      for point in 0..<count {
        let distance = distances[candidate * count + point]
        if distance < state.nearest[point] {
          shared += distance - state.nearest[point]
          changes[state.labels[point]] += state.nearest[point] - state.second[point]
        } else if distance < state.second[point] {
          changes[state.labels[point]] += distance - state.second[point]
        }
      }
      let slot = changes.indices.min { changes[$0] < changes[$1] } ?? 0
      return (slot: slot, change: changes[slot] + shared)
    }
    var best: (slot: Int, point: Int, change: Double)?
    let threshold = -1e-12 * state.nearest.reduce(0, +)
    for candidate in 0..<count where !medoids.contains(candidate) {
      if found[candidate].change < best?.change ?? threshold {
        best = (found[candidate].slot, candidate, found[candidate].change)
      }
    }
    return best.map { ($0.slot, $0.point) }
  }
}
