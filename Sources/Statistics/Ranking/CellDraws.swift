/// Cells of a composite, and what they are in any draw: each row's from a stream of the seed named by its key and the draw's number.
struct CellDraws: Sendable {
  /// The estimates, no farther than their limits.
  let matrix: [[Double]]
  private let cells: [[UncertainValue]]
  private let limits: [ClosedRange<Double>?]
  private let streams: [RandomSource]

  init(
    _ composite: Composite, keys: [String], cells: [[UncertainValue]],
    limits: [ClosedRange<Double>?], seed: UInt64
  ) {
    precondition(keys.count == cells.count, "a key for each row")
    precondition(limits.count == composite.indicators.count, "limits for each indicator")
    self.cells = cells
    self.limits = limits
    matrix = cells.map { row in zip(row, limits).map { Self.cut($0.estimate, $1) } }
    streams = keys.map { RandomSource(seed: seed).stream(named: $0) }
  }

  /// The cells in draw number `draw`, row-major.
  func callAsFunction(_ draw: Int) -> [Double] {
    var drawn: [Double] = []
    drawn.reserveCapacity(cells.count * limits.count)
    for (row, stream) in zip(cells, streams) {
      var source = stream.stream(UInt64(draw))
      for (cell, limit) in zip(row, limits) { drawn.append(Self.cut(cell.draw(&source), limit)) }
    }
    return drawn
  }

  private static func cut(_ value: Double, _ limits: ClosedRange<Double>?) -> Double {
    guard let limits, !value.isNaN else { return value }
    return min(limits.upperBound, max(limits.lowerBound, value))
  }
}
