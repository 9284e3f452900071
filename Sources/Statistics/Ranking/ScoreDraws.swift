/// Scores of some rows in every draw of a simulation: any subset of the rows can be placed from them.
public struct ScoreDraws: Hashable, Sendable {
  let rows: Int
  let draws: Int
  /// One draw after the other, each with all rows.
  private let scores: [Double]

  init(rows: Int, draws: Int, _ scores: [Double]) {
    precondition(scores.count == rows * draws, "a score for each row and draw")
    self.rows = rows
    self.draws = draws
    self.scores = scores
  }

  /// The places of `subset`, numbers of rows, among themselves.
  func places(of subset: [Int]) -> RankDraws {
    var places = RankDraws(rows: subset.count, draws: draws)
    var own = [Double](repeating: 0, count: subset.count)
    for draw in 0..<draws {
      for (index, row) in subset.enumerated() { own[index] = scores[draw * rows + row] }
      places.set(draw, own)
    }
    return places
  }

  /// The mean and the standard deviation of a row's scores; the deviation is 0 for fewer than two draws.
  public func moments(_ row: Int) -> (mean: Double, deviation: Double) {
    meanAndDeviation((0..<draws).map { scores[$0 * rows + row] }) ?? (.nan, 0)
  }

  /// The scores of a row, one a draw.
  func column(_ row: Int) -> [Double] { (0..<draws).map { scores[$0 * rows + row] } }
}
