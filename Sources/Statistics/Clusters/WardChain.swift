/// The nearest-neighbor chain over the increases of Ward's criterion.
struct WardChain {
  private let count: Int
  /// What a union would add, for each pair of active clusters, below the diagonal.
  private var increases: [Double]
  private var sizes: [Int]
  /// The greatest increase inside each cluster: a union never costs less than its parts.
  private var heights: [Double]
  private var active: [Int]

  init(_ points: Points) {
    count = points.count
    sizes = Array(repeating: 1, count: count)
    heights = Array(repeating: 0, count: count)
    active = Array(0..<count)
    increases = []
    increases.reserveCapacity(count * (count - 1) / 2)
    for first in 0..<count {
      for second in 0..<first {
        increases.append(points.squaredDistance(first, second) / 2)
      }
    }
  }

  private func place(_ a: Int, _ b: Int) -> Int {
    let (low, high) = a < b ? (a, b) : (b, a)
    return high * (high - 1) / 2 + low
  }

  /// All unions, each named by the lowest points of its sides, in the order the chain finds them.
  mutating func merges() -> [(left: Int, right: Int, increase: Double)] {
    var found: [(left: Int, right: Int, increase: Double)] = []
    var chain: [Int] = []
    while active.count > 1 {
      if chain.isEmpty { chain.append(active[0]) }
      while true {
        let last = chain[chain.count - 1]
        let before = chain.count > 1 ? chain[chain.count - 2] : nil
        let next = nearest(to: last, preferring: before)
        if next == before { break }
        chain.append(next)
      }
      let (a, b) = (chain.removeLast(), chain.removeLast())
      found.append(union(min(a, b), max(a, b)))
    }
    return found
  }

  /// The cheapest partner, `preferred` among equals, else the lowest.
  private func nearest(to cluster: Int, preferring preferred: Int?) -> Int {
    var best = preferred
    var least = preferred.map { increases[place(cluster, $0)] } ?? .infinity
    for other in active where other != cluster {
      let increase = increases[place(cluster, other)]
      if increase < least || best == nil { (best, least) = (other, increase) }
    }
    return best!
  }

  /// Merges `high` into `low` and brings the increases up to date by the formula of Lance and Williams.
  private mutating func union(_ low: Int, _ high: Int) -> (left: Int, right: Int, increase: Double)
  {
    let between = increases[place(low, high)]
    let (n, m) = (Double(sizes[low]), Double(sizes[high]))
    active.removeAll { $0 == high }
    for other in active where other != low {
      let k = Double(sizes[other])
      let updated =
        ((n + k) * increases[place(low, other)] + (m + k) * increases[place(high, other)]
          - k * between) / (n + m + k)
      increases[place(low, other)] = updated
    }
    let increase = max(between, heights[low], heights[high])
    sizes[low] += sizes[high]
    heights[low] = increase
    return (low, high, increase)
  }
}
