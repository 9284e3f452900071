/// Scores by a composite under two kinds of doubt: how far values are off, and how the method might have been chosen.
///
/// Each draw gives every cell a value of its distribution (*sampling*), and a method: weights of the groups from a
/// Dirichlet distribution around the declared ones, one of three scales (the declared one, z-scores, percentiles), an
/// arithmetic or a geometric mean between groups, and now and then a group left out (*method*). Three sets of scores come of
/// it: drawn values by the declared method, the estimates by a drawn method, and drawn values by a drawn method.
///
/// Draws of a row come from a stream of the seed named by its key and the draw's number, those of the method from a
/// stream of the draw: the order of rows and the number of threads change nothing. Scales that hang on other rows look at all rows,
/// so a subset is placed by the same scores as the whole.
///
/// - Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), step 7; Saisana, Saltelli and Tarantola,
///   Uncertainty and sensitivity analysis techniques as tools for the quality assessment of composite indicators, JRSS A 168 (2005).
public struct RankingModel: Hashable, Sendable {
  public var draws: Int
  public var seed: UInt64
  /// How near drawn weights stay to the declared ones: 100 moves each of six by about a quarter.
  public var weightConcentration: Double
  /// How often a group is left out; never of fewer than three.
  public var leavingOut: Double
  /// How sure it must be that a row is below the first of a tier before it starts the next, ½…1.
  public var tierProbability: Double

  public init(
    draws: Int = 2000, seed: UInt64, weightConcentration: Double = 100, leavingOut: Double = 0.1,
    tierProbability: Double = 0.9
  ) {
    self.draws = draws
    self.seed = seed
    self.weightConcentration = weightConcentration
    self.leavingOut = leavingOut
    self.tierProbability = tierProbability
  }

  /// How many draws are done in one piece of work.
  static let piece = 50

  /// Scores all rows, once by the estimates and `draws` times anew.
  ///
  /// - Parameters:
  ///   - keys: a name of each row that no other has.
  ///   - cells: as wide as the composite's indicators.
  ///   - limits: for each indicator how far its values may reach; nil leaves them.
  /// - Complexity: O(draws × rows × (columns + log rows)); memory of 24 bytes for each scored row and draw.
  public func run(
    _ composite: Composite, keys: [String], cells: [[UncertainValue]],
    limits: [ClosedRange<Double>?]
  ) -> RankingDraws {
    let cellDraws = CellDraws(composite, keys: keys, cells: cells, limits: limits, seed: seed)
    let plan = CompositePlan(composite, cellDraws.matrix)
    let scores = composite.scores(cellDraws.matrix)
    let rows = scores.indices.filter { scores[$0].value != nil }
    let estimates = cellDraws.matrix.flatMap { $0 }
    let pieces = Parallel.map((draws + Self.piece - 1) / Self.piece) { piece in
      var (sampling, method, both) = ([Double](), [Double](), [Double]())
      for draw in piece * Self.piece..<min(draws, (piece + 1) * Self.piece) {
        let drawn = cellDraws(draw)
        let varied = variant(of: plan, composite, draw: draw)
        sampling += Self.score(drawn, plan, rows, composite)
        method += Self.score(estimates, varied, rows, composite)
        both += Self.score(drawn, varied, rows, composite)
      }
      return (sampling: sampling, method: method, both: both)
    }
    func gathered(_ part: (([Double], [Double], [Double])) -> [Double]) -> ScoreDraws {
      ScoreDraws(rows: rows.count, draws: draws, pieces.flatMap { part(($0.0, $0.1, $0.2)) })
    }
    return RankingDraws(
      model: self, keys: rows.map { keys[$0] }, rows: rows, scores: scores,
      sampling: gathered { $0.0 }, method: gathered { $0.1 }, both: gathered { $0.2 })
  }

  /// The method of one draw.
  private func variant(
    of plan: CompositePlan, _ composite: Composite, draw: Int
  ) -> CompositePlan {
    var source = RandomSource(seed: seed).stream(named: "method").stream(UInt64(draw))
    var weights = source.dirichlet(composite.groupWeights, concentration: weightConcentration)
    let scale = [composite.normalization, .zScore, .percentile][source.index(below: 3)]
    let between: Aggregation = source.index(below: 2) == 0 ? .arithmetic : .geometric
    let counted = weights.indices.filter { composite.groupWeights[$0] > 0 }
    let isLeftOut = source.uniform() < leavingOut
    if counted.count >= 3, isLeftOut { weights[counted[source.index(below: counted.count)]] = 0 }
    return plan.varied(normalization: scale, between: between, groupWeights: weights)
  }

  static func score(
    _ values: [Double], _ plan: CompositePlan, _ rows: [Int], _ composite: Composite
  ) -> [Double] {
    var cells = values
    var parts = [Double](repeating: 0, count: composite.groupWeights.count)
    return cells.withUnsafeMutableBufferPointer { cells in
      parts.withUnsafeMutableBufferPointer { parts in
        plan.normalize(cells)
        return rows.map { plan.score(row: $0, of: UnsafeBufferPointer(cells), parts: parts) }
      }
    }
  }
}
