/// Lloyd's algorithm from given centers to a fixed point.
///
/// Most distances are not computed: a point keeps an upper bound of the distance to its center and a lower one
/// of that to any other, and both move with the centers. Bounds are widened by more than rounding, and a point
/// whose bounds meet is measured anew, so the labels are those of the plain algorithm.
///
/// - Source: Hamerly, Making k-means even faster, SIAM Conference on Data Mining (2010).
struct Lloyd {
  /// Rounds after which it stops where it is; rounding can make two clusterings of one sum take turns.
  private static let limit = 1000
  private static let slack = 1 + 1e-10

  private let points: PaddedPoints
  private let clusters: Int
  private var centers: [Double]
  private var sums: [Double]
  private var sizes: [Int]
  private var upper: [Double]
  private var lower: [Double]
  private(set) var labels: [Int]

  /// - Parameter centers: padded, one after the other; two at least.
  init(_ points: PaddedPoints, centers: [Double]) {
    self.points = points
    self.centers = centers
    clusters = centers.count / max(points.stride, 1)
    labels = Array(repeating: 0, count: points.count)
    upper = Array(repeating: 0, count: points.count)
    lower = upper
    sums = []
    sizes = []
    _ = measureAll()
    gather()
    for _ in 0..<Self.limit {
      if sizes.contains(0) {
        fillEmpty()
        move()
        _ = measureAll()
        gather()
      } else if !step() {
        // The sums have been kept by additions: once more from the points themselves.
        gather()
        move()
        if !measureAll() { break }
        gather()
      }
    }
  }

  /// Measures every point against every center; says whether a label changed.
  private mutating func measureAll() -> Bool {
    var hasChanged = false
    let (stride, dimension, blocks) = (points.stride, points.dimension, centerBlocks())
    points.values.withUnsafeBufferPointer { values in
      blocks.values.withUnsafeBufferPointer { centers in
        guard let values = values.baseAddress else { return }
        for index in labels.indices {
          let found = Self.nearest(values + index * stride, centers, dimension)
          if labels[index] != found.label {
            labels[index] = found.label
            hasChanged = true
          }
          upper[index] = found.first.squareRoot()
          lower[index] = found.second.squareRoot()
        }
      }
    }
    return hasChanged
  }

  /// The nearest center, the lowest of equals, with the squared distances to it and to the next.
  ///
  /// - Parameter centers: in blocks.
  @inline(__always)
  private static func nearest(
    _ point: UnsafePointer<Double>, _ centers: UnsafeBufferPointer<SIMD8<Double>>,
    _ dimension: Int
  ) -> (label: Int, first: Double, second: Double) {
    var (label, first, second) = (0, Double.infinity, Double.infinity)
    guard let start = centers.baseAddress else { return (label, first, second) }
    var base = 0
    for block in stride(from: 0, to: centers.count, by: dimension) {
      let distances = PointBlocks.squaredDistances(point, start + block, dimension)
      for lane in 0..<PointBlocks.lanes {
        let distance = distances[lane]
        if distance < first {
          (label, second, first) = (base + lane, first, distance)
        } else if distance < second {
          second = distance
        }
      }
      base += PointBlocks.lanes
    }
    return (label, first, second)
  }

  private func centerBlocks() -> PointBlocks {
    PointBlocks(centers, stride: points.stride, dimension: points.dimension, count: clusters)
  }

  /// Adds up the points of each cluster, in their order.
  private mutating func gather() {
    let stride = points.stride
    sums = Array(repeating: 0, count: clusters * stride)
    sizes = Array(repeating: 0, count: clusters)
    points.values.withUnsafeBufferPointer { values in
      sums.withUnsafeMutableBufferPointer { sums in
        for (index, label) in labels.enumerated() {
          sizes[label] += 1
          for column in 0..<stride {
            sums[label * stride + column] += values[index * stride + column]
          }
        }
      }
    }
  }

  /// Moves the centers to the means of their points and returns how far each went.
  @discardableResult
  private mutating func move() -> [Double] {
    let stride = points.stride
    let before = centers
    for cluster in 0..<clusters {
      for column in cluster * stride..<(cluster + 1) * stride {
        centers[column] = sums[column] / Double(sizes[cluster])
      }
    }
    return before.withUnsafeBufferPointer { before in
      centers.withUnsafeBufferPointer { centers in
        guard let before = before.baseAddress, let centers = centers.baseAddress else { return [] }
        return (0..<clusters).map {
          PaddedPoints.squaredDistance(before + $0 * stride, centers + $0 * stride, stride)
            .squareRoot()
        }
      }
    }
  }

  /// Half the distance from each center to the next one: within it no point is nearer to another.
  private func reaches() -> [Double] {
    let stride = points.stride
    return centers.withUnsafeBufferPointer { centers in
      guard let centers = centers.baseAddress else { return [] }
      return (0..<clusters).map { cluster in
        var least = Double.infinity
        for other in 0..<clusters where other != cluster {
          least = min(
            least,
            PaddedPoints.squaredDistance(
              centers + cluster * stride, centers + other * stride, stride))
        }
        return least.squareRoot() / 2
      }
    }
  }

  /// One round: moves the centers, and the points whose bounds do not rule it out; false when none changed.
  private mutating func step() -> Bool {
    let moves = move()
    let reaches = reaches()
    let farthest = moves.indices.max { moves[$0] < moves[$1] } ?? 0
    let most = moves[farthest]
    let next = moves.indices.reduce(0) { $1 == farthest ? $0 : max($0, moves[$1]) }
    let (stride, dimension, slack) = (points.stride, points.dimension, Self.slack)
    let blocks = centerBlocks()
    var hasChanged = false
    points.values.withUnsafeBufferPointer { values in
      blocks.values.withUnsafeBufferPointer { centers in
        upper.withUnsafeMutableBufferPointer { upper in
          lower.withUnsafeMutableBufferPointer { lower in
            labels.withUnsafeMutableBufferPointer { labels in
              guard let values = values.baseAddress else { return }
              for index in labels.indices {
                let label = labels[index]
                let own = (upper[index] + moves[label]) * slack
                let other = max(0, lower[index] - (label == farthest ? next : most) * slack)
                let bound = max(reaches[label], other)
                upper[index] = own
                lower[index] = other
                if own < bound { continue }
                let point = values + index * stride
                let found = Self.nearest(point, centers, dimension)
                upper[index] = found.first.squareRoot()
                lower[index] = found.second.squareRoot()
                guard found.label != label else { continue }
                hasChanged = true
                labels[index] = found.label
                sizes[label] -= 1
                sizes[found.label] += 1
                for column in 0..<stride {
                  sums[label * stride + column] -= point[column]
                  sums[found.label * stride + column] += point[column]
                }
              }
            }
          }
        }
      }
    }
    return hasChanged
  }

  /// Gives each empty cluster the point farthest from its center among clusters of more than one, the first of
  /// equals.
  private mutating func fillEmpty() {
    let stride = points.stride
    var distances = points.values.withUnsafeBufferPointer { values in
      centers.withUnsafeBufferPointer { centers in
        labels.indices.map { index in
          PaddedPoints.squaredDistance(
            values.baseAddress! + index * stride, centers.baseAddress! + labels[index] * stride,
            stride)
        }
      }
    }
    for cluster in 0..<clusters where sizes[cluster] == 0 {
      var best: Int?
      for index in labels.indices where sizes[labels[index]] > 1 {
        if distances[index] > best.map({ distances[$0] }) ?? -1 { best = index }
      }
      guard let taken = best else { continue }
      sizes[labels[taken]] -= 1
      sizes[cluster] = 1
      labels[taken] = cluster
      distances[taken] = 0
    }
    gather()
  }
}
