/// Points with zeros after their coordinates up to a multiple of four, so that distances go four at a time.
struct PaddedPoints: Sendable {
  let values: [Double]
  let count: Int
  let dimension: Int
  /// Numbers from one point to the next.
  let stride: Int

  init(_ points: Points) {
    count = points.count
    dimension = points.dimension
    stride = Self.stride(dimension)
    values = Self.padded(points.values, points.dimension)
  }

  static func stride(_ dimension: Int) -> Int { (dimension + 3) / 4 * 4 }

  /// Rows of `dimension` numbers with the padding between them.
  static func padded(_ values: [Double], _ dimension: Int) -> [Double] {
    let stride = stride(dimension)
    guard dimension > 0, stride > dimension else { return values }
    let count = values.count / dimension
    return [Double](unsafeUninitializedCapacity: count * stride) { buffer, initialized in
      buffer.initialize(repeating: 0)
      for row in 0..<count {
        for column in 0..<dimension {
          buffer[row * stride + column] = values[row * dimension + column]
        }
      }
      initialized = count * stride
    }
  }

  /// The squared distance of two padded points.
  @inline(__always)
  static func squaredDistance(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ stride: Int
  ) -> Double {
    let (a, b) = (UnsafeRawPointer(a), UnsafeRawPointer(b))
    var sum = SIMD4<Double>.zero
    var offset = 0
    while offset < stride * 8 {
      let step =
        a.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
        - b.loadUnaligned(fromByteOffset: offset, as: SIMD4<Double>.self)
      sum += step * step
      offset += 32
    }
    return (sum[0] + sum[1]) + (sum[2] + sum[3])
  }
}
