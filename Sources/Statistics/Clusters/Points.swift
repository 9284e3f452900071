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

  /// - Parameter values: row by row, without nan.
  init(_ values: [Double], dimension: Int, count: Int) {
    self.values = values
    self.dimension = dimension
    self.count = count
  }

  func row(_ index: Int) -> [Double] {
    Array(values[index * dimension..<(index + 1) * dimension])
  }

  var rows: [[Double]] { (0..<count).map(row) }

  /// The points in the given order.
  func ordered(by order: [Int]) -> Points {
    var ordered: [Double] = []
    ordered.reserveCapacity(order.count * dimension)
    for index in order { ordered += values[index * dimension..<(index + 1) * dimension] }
    return Points(ordered, dimension: dimension, count: order.count)
  }

  func squaredDistance(_ a: Int, _ b: Int) -> Double {
    var sum = 0.0
    for column in 0..<dimension {
      let step = values[a * dimension + column] - values[b * dimension + column]
      sum += step * step
    }
    return sum
  }

  func distance(_ a: Int, _ b: Int) -> Double { squaredDistance(a, b).squareRoot() }

  /// How many points differ from all points before them; of points in canonical order.
  var distinctCount: Int {
    guard count > 0 else { return 0 }
    return 1
      + (1..<count).count { index in
        (0..<dimension).contains {
          values[index * dimension + $0] != values[(index - 1) * dimension + $0]
        }
      }
  }

  /// An order that the order of the rows does not change: by coordinates, then by key, then by index.
  ///
  /// Equal points of equal keys change nothing by changing places. O(*n* log *n*).
  func canonicalOrder(keys: [String] = []) -> [Int] {
    values.withUnsafeBufferPointer { values in
      Self.canonicalOrder(count, keys) { first, second in
        for column in 0..<dimension {
          let (a, b) = (values[first * dimension + column], values[second * dimension + column])
          if a != b { return a < b }
        }
        return nil
      }
    }
  }

  /// The same for rows in which cells may be missing.
  static func canonicalOrder(_ rows: [[Double]], keys: [String] = []) -> [Int] {
    canonicalOrder(rows.count, keys) { first, second in
      for (a, b) in zip(rows[first], rows[second]) where a != b {
        // nan after every number
        if a.isNaN || b.isNaN {
          if a.isNaN && b.isNaN { continue }
          return b.isNaN
        }
        return a < b
      }
      return nil
    }
  }

  private static func canonicalOrder(
    _ count: Int, _ keys: [String], _ isBefore: (Int, Int) -> Bool?
  ) -> [Int] {
    (0..<count).sorted { first, second in
      if let isBefore = isBefore(first, second) { return isBefore }
      if !keys.isEmpty, keys[first] != keys[second] { return keys[first] < keys[second] }
      return first < second
    }
  }
}
