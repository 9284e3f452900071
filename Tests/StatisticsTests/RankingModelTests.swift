import Statistics
import Testing

/// Places under doubts of two kinds, and what would move them.
@Suite struct RankingModelTests {
  /// Three criteria of one indicator each, on goalposts wide enough that nothing is cut.
  static func composite(_ directions: [Direction] = [.higher, .higher, .higher]) -> Composite {
    Composite(
      indicators: directions.enumerated().map { .init(direction: $1, group: $0) },
      groupWeights: directions.map { _ in 1 },
      normalization: .goalposts(directions.map { _ in 0...100 }), between: .arithmetic)
  }

  static let keys = (0..<12).map { "school \($0)" }

  static func cells(deviation: Double) -> [[UncertainValue]] {
    (0..<12).map { row in
      (0..<3).map { column in
        let mean = 20 + Double((row * 7 + column * 5) % 12) * 5
        return deviation > 0 ? .normal(mean: mean, deviation: deviation) : .exact(mean)
      }
    }
  }

  static func run(
    _ composite: Composite, _ cells: [[UncertainValue]], keys: [String] = keys, seed: UInt64 = 3,
    draws: Int = 400
  ) -> RankingDraws {
    RankingModel(draws: draws, seed: seed).run(
      composite, keys: keys, cells: cells, limits: composite.indicators.map { _ in nil })
  }

  @Test func `known values have no doubt of sampling, and a method still has`() {
    let places = Self.run(Self.composite(), Self.cells(deviation: 0)).places(of: Array(0..<12))
    for place in places {
      #expect(place.sampling == place.rank...place.rank && place.scoreError == 0)
      // Tied rows share the smallest place, and a set has all the places they take.
      #expect(place.set.lowerBound == place.rank)
      // With no sampling, both doubts together are that of the method.
      #expect(place.interval == place.method)
    }
    #expect(places.contains { $0.method.count > 1 })
  }

  @Test func `both doubts together are at least as wide as each on average`() {
    let places = Self.run(Self.composite(), Self.cells(deviation: 8), draws: 2000)
      .places(of: Array(0..<12))
    func width(_ part: (RankingDraws.Place) -> ClosedRange<Int>) -> Int {
      places.reduce(0) { $0 + part($1).count }
    }
    #expect(width(\.interval) >= width(\.sampling))
    #expect(width(\.interval) >= width(\.method))
    // A set that holds all places at once is wider than one that holds each.
    #expect(width(\.set) >= width(\.sampling))
    #expect(places.allSatisfy { $0.interval.contains($0.rank) && $0.set.contains($0.rank) })
  }

  @Test func `two rows stand above each other as often as the normal distribution says`() {
    // Scores 60 ± 3 and 56 ± 4: Φ(4/5) = 0.788145. The method has no choice of criteria here.
    let composite = Composite(
      indicators: [.init(direction: .higher, group: 0)], groupWeights: [1],
      normalization: .goalposts([0...100]), between: .arithmetic)
    let draws = 20_000
    let drawn = Self.run(
      composite,
      [[.normal(mean: 60, deviation: 3)], [.normal(mean: 56, deviation: 4)]],
      keys: ["a", "b"], draws: draws)
    let found = drawn.places(of: [0, 1])
    let error = 4 * (0.788145 * 0.211855 / Double(draws)).squareRoot()
    // Every scale keeps the order of two rows, so the doubt of the method adds nothing.
    #expect(abs(found[0].aboveNext! - 0.788145) < error)
    let places = drawn.drawnPlaces()
    let above = zip(places[0], places[1]).count { $0 < $1 }
    #expect(places[0].count == draws && abs(Double(above) / Double(draws) - 0.788145) < error)
    #expect(abs(found[0].expected - (2 - 0.788145)) < error)
    #expect(found[1].aboveNext == nil && found.map(\.tier) == [1, 1])
    #expect(found.map(\.median) == [1, 2])
  }

  @Test func `a beta value is drawn with its mean and deviation`() {
    // Beta(8, 2): mean 0.8, variance 16 / (100 · 11) = 0.014545.
    let composite = Composite(
      indicators: [.init(direction: .higher, group: 0)], groupWeights: [1],
      normalization: .goalposts([-1...2]), between: .arithmetic)
    let draws = 20_000
    let found = Self.run(
      composite, [[.beta(a: 8, b: 2)], [.exact(0.5)]], keys: ["a", "b"], draws: draws)
    // A value of 0.8 scores 100 · 1.8 / 3 = 60; the deviation is 100 / 3 · 0.120605.
    let moments = found.sampling.moments(0)
    #expect(abs(moments.mean - 60) < 4 * 4.02 / Double(draws).squareRoot())
    #expect(abs(moments.deviation - 100 / 3 * 0.014545.squareRoot()) < 0.1)
  }

  @Test func `the same seed gives the same places in any order and on any number of threads`() {
    let cells = Self.cells(deviation: 6)
    let all = Array(0..<12)
    let forward = Self.run(Self.composite(), cells).places(of: all)
    let backward = Self.run(
      Self.composite(), cells.reversed(), keys: Self.keys.reversed()
    ).places(of: all)
    #expect(forward == backward.reversed())
    let single = Parallel.$threads.withValue(1) {
      Self.run(Self.composite(), cells).places(of: all)
    }
    let several = Parallel.$threads.withValue(7) {
      Self.run(Self.composite(), cells).places(of: all)
    }
    #expect(single == forward && several == forward)
    #expect(Self.run(Self.composite(), cells, seed: 4).places(of: all) != forward)
  }

  @Test func `flipping every direction turns the places around`() {
    let cells = Self.cells(deviation: 0)
    let up = Self.run(Self.composite(), cells).places(of: Array(0..<12))
    let down = Self.run(Self.composite([.lower, .lower, .lower]), cells).places(
      of: Array(0..<12))
    // Places count the rows above, so tied rows at the turn share the smaller one on both sides.
    for (one, other) in zip(up, down) {
      let ties = up.count { $0.rank == one.rank } - 1
      #expect(one.rank + other.rank + ties == 13)
    }
  }

  @Test func `scaling a column and its goalposts moves nothing`() {
    let cells = Self.cells(deviation: 6)
    var scaled = Self.composite()
    scaled.normalization = .goalposts([0...400, 0...100, 0...100])
    let moved = cells.map { row -> [UncertainValue] in
      guard case .normal(let mean, let deviation) = row[0] else { return row }
      return [.normal(mean: 4 * mean, deviation: 4 * deviation)] + row.dropFirst()
    }
    // By a power of two every digit stays.
    #expect(
      Self.run(Self.composite(), cells).places(of: Array(0..<12))
        == Self.run(scaled, moved).places(of: Array(0..<12)))
  }

  @Test func `a constant column with an arithmetic mean changes no place`() {
    let cells = Self.cells(deviation: 0)
    let three = Self.composite().points(cells.map { $0.map(\.estimate) })
    let four = Self.composite([.higher, .higher, .higher, .lower]).points(
      cells.map { $0.map(\.estimate) + [37] })
    #expect(ranks(of: three) == ranks(of: four))
    #expect(RankShift(three, four)?.mean == 0)
  }

  @Test func `rows are placed among a subset by the same scores`() {
    let found = Self.run(Self.composite(), Self.cells(deviation: 6))
    let subset = [7, 2, 9]
    let places = found.places(of: subset)
    let scores = subset.map { found.scores[$0].value! }
    #expect(places.map(\.rank) == ranks(of: scores))
    #expect(found.places(of: [5]).map(\.interval) == [1...1])
  }

  @Test func `sampling alone gives what a whole run says of sampling`() {
    let limits: [ClosedRange<Double>?] = [nil, 30...60, nil]
    let composite = Self.composite()
    var cells = Self.cells(deviation: 8)
    cells[4] = [.missing, .missing, .exact(50)]
    let model = RankingModel(draws: 400, seed: 3)
    let whole = model.run(composite, keys: Self.keys, cells: cells, limits: limits)
    let alone = model.sampled(composite, keys: Self.keys, cells: cells, limits: limits).places
    let expected = whole.places(of: Array(whole.rows.indices))
    #expect(alone.map(\.row) == whole.rows && !alone.contains { $0.row == 4 })
    #expect(alone.map(\.rank) == expected.map(\.rank))
    #expect(alone.map(\.interval) == expected.map(\.sampling))
    #expect(alone.contains { $0.interval.count > 1 })
  }

  @Test func `a share is told from its mean and deviation`() {
    // Beta(3, 7): mean 0.3, variance 21 / (100 · 11).
    guard
      case .beta(let a, let b) = UncertainValue.share(
        mean: 0.3, deviation: (21.0 / 1100).squareRoot())
    else {
      Issue.record("no beta distribution")
      return
    }
    #expect(abs(a - 3) < 1e-9 && abs(b - 7) < 1e-9)
    #expect(UncertainValue.share(mean: 0.3, deviation: 0) == .exact(0.3))
    #expect(UncertainValue.share(mean: 1, deviation: 0.1) == .exact(1))
    // No share has so great a deviation: the greatest is √(m(1 − m)).
    #expect(UncertainValue.share(mean: 0.5, deviation: 0.6) == .exact(0.5))
  }

  @Test func `a shift counts the places that rows move`() throws {
    // Places 1 2 3 4 become 2 1 3 4: two rows move by one; 5 of 6 pairs agree, so τ = (5 − 1) / 6.
    let shift = try #require(RankShift([9, 8, 7, 6, .nan], [8, 9, 7, 6, 5]))
    #expect(shift.mean == 0.5 && shift.largest == 1)
    #expect(agree(shift.tau ?? .nan, 4.0 / 6, within: 1e-12))
    #expect(RankShift([1, .nan], [.nan, 1]) == nil)
  }

  @Test func `tied pairs shorten Kendall's scale`() {
    // Of six pairs five count in x (one tie) and five in y; four agree, none disagrees: 4 / √(5·5).
    #expect(agree(kendall([1, 2, 2, 3], [1, 1, 2, 3]) ?? .nan, 0.8, within: 1e-12))
    #expect(kendall([1, 1], [1, 2]) == nil)
  }

  @Test func `the factor of comparison intervals is √2 for equal errors, in 1.96ths`() {
    #expect(
      agree(
        comparisonFactor(standardErrors: [2, 2, 2]) ?? .nan, 1.96 / 2.0.squareRoot(), within: 1e-12)
    )
    // 1.96·√(9 + 16) / 7 = 1.4.
    #expect(agree(comparisonFactor(standardErrors: [3, 4, 0]) ?? .nan, 1.4, within: 1e-12))
    #expect(comparisonFactor(standardErrors: [1]) == nil)
  }

  @Test func `alpha and the first component follow from one correlation of two columns`() throws {
    let (x, y) = ([1.0, 2, 3, 4], [1.0, 3, 2, 4])
    // r = 0.8: α = 2·0.8 / 1.8, and the eigenvalues are 1.8 and 0.2.
    #expect(agree(try #require(cronbachAlpha([x, y])), 1.6 / 1.8, within: 1e-12))
    #expect(agree(try #require(firstComponentShare([x, y])), 0.9, within: 1e-12))
    #expect(cronbachAlpha([x, [1, 1, 1, 1]]) == nil)
    // 2, −1, 0 on the diagonal of a rotation: a matrix whose eigenvalues are known.
    let found = symmetricEigenvalues([[2, 1, 0], [1, 2, 1], [0, 1, 2]])
    // 2 + 2 cos(kπ/4).
    #expect(agree(found, [2 + 2.0.squareRoot(), 2, 2 - 2.0.squareRoot()], within: 1e-12))
  }

  @Test func `the best of the scale whose best is a hundred has a hundred`() {
    var composite = Composite(
      indicators: [.init(direction: .higher, group: 0), .init(direction: .lower, group: 0)],
      groupWeights: [1], normalization: .bestHundred, between: .arithmetic)
    #expect(composite.normalized([[20, 4], [5, 2], [.nan, 8]])[0] == [100, 50])
    #expect(composite.normalized([[20, 4], [5, 2], [.nan, 8]])[1] == [25, 100])
    composite.normalization = .zScore
    #expect(composite.defect == nil)
  }
}
