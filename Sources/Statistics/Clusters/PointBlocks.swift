/// Points eight at a time, column by column, so that one point is measured against eight at once.
///
/// The last block is filled up with points infinitely far away.
struct PointBlocks: Sendable {
  static let lanes = 8

  let count: Int
  let dimension: Int
  /// Block after block; of each block the columns, of each column the eight points.
  let values: [SIMD8<Double>]

  var blocks: Int { (count + Self.lanes - 1) / Self.lanes }

  /// - Parameters:
  ///   - values: rows, each `stride` numbers after the one before.
  ///   - members: the rows to take, in this order; nil is all of them.
  init(_ values: [Double], stride: Int, dimension: Int, count: Int, members: [Int]? = nil) {
    self.count = count
    self.dimension = dimension
    let blocks = (count + Self.lanes - 1) / Self.lanes
    var found = [SIMD8<Double>](
      repeating: SIMD8(repeating: .infinity), count: blocks * dimension)
    for place in 0..<count {
      let row = (members?[place] ?? place) * stride
      for column in 0..<dimension {
        found[place / Self.lanes * dimension + column][place % Self.lanes] = values[row + column]
      }
    }
    self.values = found
  }

  init(_ points: PaddedPoints, members: [Int]? = nil) {
    self.init(
      points.values, stride: points.stride, dimension: points.dimension,
      count: members?.count ?? points.count, members: members)
  }

  /// The squared distances from a point to the eight of a block; infinite beyond the last.
  @inline(__always)
  static func squaredDistances(
    _ point: UnsafePointer<Double>, _ block: UnsafePointer<SIMD8<Double>>, _ dimension: Int
  ) -> SIMD8<Double> {
    var sum = SIMD8<Double>.zero
    for column in 0..<dimension {
      let step = block[column] - SIMD8(repeating: point[column])
      sum += step * step
    }
    return sum
  }
}
