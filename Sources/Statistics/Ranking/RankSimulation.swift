/// Places by a composite, with what sampling does to them.
///
/// Each draw gives every cell a normal error of its standard error, scores all rows anew and ranks them. What
/// is known exactly has the standard error 0. The errors of a row come from a stream of the seed named by its
/// key and the draw's number: the result does not depend on the order of the rows, nor on how draws are shared
/// out, and the first draws of a longer simulation are those of a shorter one.
///
/// - Source: Goldstein and Spiegelhalter, League tables and their limitations, JRSS A 159 (1996); OECD/JRC,
///   Handbook on Constructing Composite Indicators (2008), step 7.
public struct RankSimulation: Hashable, Sendable {
  public var draws: Int
  public var seed: UInt64
  /// How sure it must be that a row is below the first of a tier before the row starts the next, ½…1.
  public var tierProbability: Double

  public init(draws: Int = 2000, seed: UInt64, tierProbability: Double = 0.9) {
    self.draws = draws
    self.seed = seed
    self.tierProbability = tierProbability
  }

  /// Where a row stands. All but the score are nil for a row without one.
  public struct Place: Hashable, Sendable {
    public let score: Score
    /// The place of the score, 1 the highest; scores equal to 9 decimals share the smallest place.
    public let rank: Int?
    /// The 2.5 % and the 97.5 % quantile of the simulated places, made longer to contain `rank`.
    public let rankLow: Int?
    public let rankHigh: Int?
    /// The mean of the simulated places.
    public let expectedRank: Double?
    /// How often the row is among the first quarter, rounded up, of the rows with a score.
    public let topQuarter: Double?
    /// Rows of one tier cannot be told apart with `tierProbability` from its first; 1 is the best.
    public let tier: Int?
  }

  /// How two rows stand to each other, as shares of the draws that add up to 1.
  public struct Pair: Hashable, Sendable {
    /// The first row has the smaller place.
    public let above: Double
    public let below: Double
    /// Both have one place: scores equal to 9 decimals.
    public let level: Double
  }

  /// Places, and the draws behind them.
  public struct Outcome: Sendable {
    /// In the order of the rows.
    public let places: [Place]
    let drawn: RankDraws
    /// The number of each row among those drawn; nil for one without a score.
    let numbers: [Int?]

    /// How rows `one` and `other` stand to each other; nil where one of them has no score.
    ///
    /// - Complexity: O(draws).
    public func pair(_ one: Int, _ other: Int) -> Pair? {
      guard let first = numbers[one], let second = numbers[other] else { return nil }
      return drawn.pair(first, second)
    }
  }

  /// The place of each row, in the order of the rows: those of the outcome.
  public func run(
    _ composite: Composite, keys: [String], values: [[Double]], standardErrors: [[Double]]
  ) -> [Place] {
    simulate(composite, keys: keys, values: values, standardErrors: standardErrors).places
  }

  /// The place of each row, and what any two of them are to each other.
  ///
  /// - Parameters:
  ///   - keys: a name of each row that no other has; rows with one key would share their errors.
  ///   - values: as for `Composite.scores`.
  ///   - standardErrors: as wide as the values; nan, 0 and less are no error.
  /// - Complexity: O(draws × rows × (columns + log rows)); memory of 4 bytes for each row and draw.
  public func simulate(
    _ composite: Composite, keys: [String], values: [[Double]], standardErrors: [[Double]]
  ) -> Outcome {
    let scores = composite.scores(values)
    let rows = scores.indices.filter { scores[$0].value != nil }
    let points = ranks(of: rows.map { scores[$0].value! })
    let drawn = draws(composite, keys: keys, values, standardErrors, of: rows)
    let tiers = drawn.tiers(
      probability: tierProbability, points: points, keys: rows.map { keys[$0] })
    var places = scores.map {
      Place(
        score: $0, rank: nil, rankLow: nil, rankHigh: nil, expectedRank: nil, topQuarter: nil,
        tier: nil)
    }
    for (index, row) in rows.enumerated() {
      let interval = drawn.interval(index)
      places[row] = Place(
        score: scores[row], rank: points[index],
        rankLow: min(points[index], interval?.lowerBound ?? points[index]),
        rankHigh: max(points[index], interval?.upperBound ?? points[index]),
        expectedRank: drawn.expected(index) ?? Double(points[index]),
        topQuarter: drawn.probability(of: index, within: (rows.count + 3) / 4),
        tier: tiers[index])
    }
    var numbers = [Int?](repeating: nil, count: scores.count)
    for (index, row) in rows.enumerated() { numbers[row] = index }
    return Outcome(places: places, drawn: drawn, numbers: numbers)
  }

  /// The simulated places of the rows that have a score, `rows`, in that order.
  private func draws(
    _ composite: Composite, keys: [String], _ values: [[Double]], _ errors: [[Double]],
    of rows: [Int]
  ) -> RankDraws {
    precondition(
      keys.count == values.count && errors.count == values.count
        && zip(values, errors).allSatisfy { $0.count == $1.count },
      "a key for each row and a standard error for each cell")
    let plan = CompositePlan(composite, values)
    let streams = keys.map { RandomSource(seed: seed).stream(named: $0) }
    let flat = values.flatMap { $0 }
    let scales = errors.flatMap { $0 }.map { $0 > 0 ? $0 : 0 }
    let width = composite.indicators.count
    // Only a relative scale needs the rows that get no score.
    let needed = plan.isRelative ? Array(values.indices) : rows
    var cells = flat
    var parts = [Double](repeating: 0, count: composite.groupWeights.count)
    var scores = [Double](repeating: 0, count: rows.count)
    var drawn = RankDraws(rows: rows.count, draws: draws)
    for draw in 0..<draws {
      for row in needed {
        var source = streams[row].stream(UInt64(draw))
        for cell in row * width..<(row + 1) * width {
          let scale = scales[cell]
          cells[cell] = scale > 0 ? flat[cell] + scale * source.normal() : flat[cell]
        }
      }
      cells.withUnsafeMutableBufferPointer { cells in
        parts.withUnsafeMutableBufferPointer { parts in
          plan.normalize(cells)
          for (index, row) in rows.enumerated() {
            scores[index] = plan.score(row: row, of: UnsafeBufferPointer(cells), parts: parts)
          }
        }
      }
      drawn.set(draw, scores)
    }
    return drawn
  }
}
