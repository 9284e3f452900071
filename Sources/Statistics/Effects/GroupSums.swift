/// A column in standard deviations from its mean, in which sums of products keep their digits.
struct MixedColumn {
  let values: [Double]
  let mean: Double
  let deviation: Double

  init(_ values: [Double]) {
    self.values = values
    (mean, deviation) = exactMoments(values)
  }
}

/// What a mixed model needs to know of each group: sums of products of (1, predictors, outcome).
///
/// Products stand as the lower triangle row by row: place *i*(*i* + 1)/2 + *j* holds Σ *vᵢvⱼ*.
struct GroupSums: Hashable {
  /// Columns of a row, the 1 and the outcome included.
  private(set) var width: Int
  let counts: [Int]
  /// Group after group.
  private(set) var products: [Double]

  var groups: Int { counts.count }
  var size: Int { Self.size(width) }
  /// Rows of all groups.
  var total: Int { counts.reduce(0, +) }

  static func size(_ width: Int) -> Int { width * (width + 1) / 2 }

  init(_ predictors: [MixedColumn], _ outcome: MixedColumn, _ groups: [Int32], _ groupCount: Int) {
    let columns = predictors + [outcome]
    let width = columns.count + 1
    let size = Self.size(width)
    var counts = [Int](repeating: 0, count: groupCount)
    var high = [Double](repeating: 0, count: groupCount * size)
    var low = high
    var row = [Double](repeating: 1, count: width)
    high.withUnsafeMutableBufferPointer { high in
      low.withUnsafeMutableBufferPointer { low in
        row.withUnsafeMutableBufferPointer { row in
          for index in groups.indices {
            let group = Int(groups[index])
            counts[group] += 1
            for (place, column) in columns.enumerated() {
              row[place + 1] =
                column.deviation > 0 ? (column.values[index] - column.mean) / column.deviation : 0
            }
            var at = group * size
            for first in 0..<width {
              for second in 0...first {
                (high[at], low[at]) = ExactSum.adding(
                  row[first] * row[second], high[at], low[at])
                at += 1
              }
            }
          }
        }
      }
    }
    self.width = width
    self.counts = counts
    products = zip(high, low).map { $0 + $1 }
  }

  /// The products of all rows.
  func totals() -> [Double] {
    var sums = [Double](repeating: 0, count: size)
    for group in 0..<groups {
      for place in 0..<size { sums[place] += products[group * size + place] }
    }
    return sums
  }

  /// Predictors that are neither constant nor made of those before them.
  func independentColumns() -> [Int] {
    let totals = totals()
    func product(_ first: Int, _ second: Int) -> Double {
      totals[max(first, second) * (max(first, second) + 1) / 2 + min(first, second)]
    }
    var kept = [0]
    var factor: [[Double]] = [[product(0, 0).squareRoot()]]
    for column in 1..<width - 1 {
      var row: [Double] = []
      for (place, other) in kept.enumerated() {
        let known = zip(row, factor[place]).reduce(0) { $0 + $1.0 * $1.1 }
        row.append((product(column, other) - known) / factor[place][place])
      }
      let rest = product(column, column) - row.reduce(0) { $0 + $1 * $1 }
      // In standard deviations the whole is n − 1.
      guard rest > 1e-10 * Double(total) else { continue }
      kept.append(column)
      factor.append(row + [rest.squareRoot()])
    }
    return kept.dropFirst().map { $0 - 1 }
  }

  /// Drops all predictors but `kept`.
  mutating func keep(_ kept: [Int]) {
    guard kept.count + 2 < width else { return }
    let columns = [0] + kept.map { $0 + 1 } + [width - 1]
    var fewer: [Double] = []
    for group in 0..<groups {
      for (place, first) in columns.enumerated() {
        for second in columns[...place] {
          fewer.append(products[group * size + first * (first + 1) / 2 + second])
        }
      }
    }
    products = fewer
    width = columns.count
  }
}
