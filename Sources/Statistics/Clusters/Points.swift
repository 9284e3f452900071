/// Points of one dimension in one block of memory, row by row.
struct Points: Hashable, Sendable {
  let values: [Double]
  let count: Int
  let dimension: Int

  /// Traps on rows of unequal width and on nan: what is not measured has no distance.
  init(_ rows: [[Double]]) {
    count = rows.count
    dimension = rows.first?.count ?? 0
    let width = dimension
    precondition(rows.allSatisfy { $0.count == width }, "points of one dimension")
    values = rows.flatMap { $0 }
    precondition(!values.contains { $0.isNaN }, "points without missing coordinates")
  }

  func row(_ index: Int) -> [Double] {
    Array(values[index * dimension..<(index + 1) * dimension])
  }

  var rows: [[Double]] { (0..<count).map(row) }

  /// The points in the given order.
  func ordered(by order: [Int]) -> Points { Points(order.map(row)) }

  func squaredDistance(_ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    for column in 0..<dimension {
      let step = values[a * dimension + column] - values[b * dimension + column]
      sum += step * step
    }
    return sum
  }

  func distance(_ a: Int, _ b: Int) -> Double { squaredDistance(a, b).squareRoot() }

  /// How many points differ from all points before them.
  var distinctCount: Int { Set(rows).count }

  /// An order that the order of the rows does not change: by coordinates, then by key, then by index.
  ///
  /// Equal points of equal keys change nothing by changing places. O(*n* log *n*).
  func canonicalOrder(keys: [String] = []) -> [Int] {
    Self.canonicalOrder(rows, keys: keys)
  }

  static func canonicalOrder(_ rows: [[Double]], keys: [String] = []) -> [Int] {
    rows.indices.sorted { first, second in
      for (a, b) in zip(rows[first], rows[second]) where a != b {
        // nan after every number
        if a.isNaN || b.isNaN {
          if a.isNaN && b.isNaN { continue }
          return b.isNaN
        }
        return a < b
      }
      if !keys.isEmpty, keys[first] != keys[second] { return keys[first] < keys[second] }
      return first < second
    }
  }
}
