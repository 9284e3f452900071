import Statistics
import Testing

/// Which cluster of a year is which of the year before.
@Suite struct AlignmentTests {
  /// The greatest sum over all assignments, one by one.
  private static func best(_ gains: [[Double]]) -> Double {
    func search(_ row: Int, _ free: Set<Int>) -> Double {
      guard row < gains.count else { return 0 }
      // A row may be left over where there are more rows than columns.
      var best = gains.count - row > free.count ? search(row + 1, free) : -.infinity
      for column in free {
        best = max(best, gains[row][column] + search(row + 1, free.subtracting([column])))
      }
      return best
    }
    return search(0, Set(0..<(gains.first?.count ?? 0)))
  }

  @Test func `the assignment is the best of all, for any shape`() {
    for sample in 0..<200 {
      var source = RandomSource(seed: 5).stream(UInt64(sample))
      let (rows, columns) = (1 + Int(source.next() % 6), 1 + Int(source.next() % 6))
      let gains = (0..<rows).map { _ in
        (0..<columns).map { _ in (source.uniform() * 8).rounded() / 8 }
      }
      let found = greatestAssignment(gains)
      let taken = found.compactMap(\.self)
      #expect(Set(taken).count == taken.count && taken.count == min(rows, columns))
      let sum = found.enumerated().reduce(0.0) { sum, pair in
        sum + (pair.element.map { gains[pair.offset][$0] } ?? 0)
      }
      #expect(agree(sum, Self.best(gains), within: 1e-12), "\(gains)")
    }
    #expect(greatestAssignment([]) == [])
  }

  @Test func `a cluster that kept half of itself is the same, the others are new`() {
    // Earlier 0: a b c d; earlier 1: e f. Now 0: e f, 1: a b c, 2: d and a newcomer.
    let earlier: [Int?] = [0, 0, 0, 0, 1, 1, nil]
    let new: [Int?] = [1, 1, 1, 2, 0, 0, 2]
    let found = LabelAlignment(earlier: earlier, earlierCount: 2, new: new, newCount: 3)
    #expect(found.continued == [1, 0, nil])
    #expect(found.likeness == [1, 0.75, nil])
    #expect(found.transitions == [[0, 3, 1], [2, 0, 0]])
    // Pairs together in both 3 + 1 = 4, before 6 + 1 = 7, now 1 + 3 = 4, of 15:
    // (4 − 28/15) / ((7 + 4)/2 − 28/15) = 32/15 / (109/30) = 64/109.
    #expect(agree(found.adjustedRand ?? .nan, 64.0 / 109, within: 1e-12))
  }

  @Test func `nothing in common is a new beginning`() {
    let found = LabelAlignment(earlier: [0, nil], earlierCount: 1, new: [nil, 0], newCount: 1)
    #expect(found.continued == [nil] && found.adjustedRand == nil)
  }
}
