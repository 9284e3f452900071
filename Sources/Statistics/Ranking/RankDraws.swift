/// The places of some rows in every draw of a simulation.
struct RankDraws {
  private let rows: Int
  private let draws: Int
  /// The place of each row in each draw, the draws of a row side by side.
  private var places: [Int32]
  private var order: RankOrder

  init(rows: Int, draws: Int) {
    self.rows = rows
    self.draws = draws
    places = Array(repeating: 0, count: rows * draws)
    order = RankOrder(count: rows)
  }

  /// Records the scores of draw number `draw`, one for each row.
  mutating func set(_ draw: Int, _ scores: [Double]) {
    order.rank(scores) { row, place in places[row * draws + draw] = Int32(place) }
  }

  /// The places of a row, one a draw.
  func places(of row: Int) -> ArraySlice<Int32> { places[row * draws..<(row + 1) * draws] }

  /// The mean place of a row; nil without draws.
  func expected(_ row: Int) -> Double? {
    guard draws > 0 else { return nil }
    let sum = places[row * draws..<(row + 1) * draws].reduce(0) { $0 + Int($1) }
    return Double(sum) / Double(draws)
  }

  /// The 2.5 % and the 97.5 % quantile of a row's places: the smallest r with P(place ≤ r) ≥ q.
  func interval(_ row: Int) -> ClosedRange<Int>? {
    guard draws > 0 else { return nil }
    var counts = [Int](repeating: 0, count: rows + 1)
    for place in places[row * draws..<(row + 1) * draws] { counts[Int(place)] += 1 }
    return Self.quantile(0.025, counts, draws)...Self.quantile(0.975, counts, draws)
  }

  private static func quantile(_ q: Double, _ counts: [Int], _ draws: Int) -> Int {
    let needed = Int((q * Double(draws) - 1e-9).rounded(.up))
    var (place, seen) = (0, 0)
    while seen < needed {
      place += 1
      seen += counts[place]
    }
    return max(place, 1)
  }

  /// The middle place of a row: the smallest r with P(place ≤ r) ≥ ½; nil without draws.
  func median(_ row: Int) -> Int? {
    guard draws > 0 else { return nil }
    var counts = [Int](repeating: 0, count: rows + 1)
    for place in places[row * draws..<(row + 1) * draws] { counts[Int(place)] += 1 }
    return Self.quantile(0.5, counts, draws)
  }

  /// The share of draws in which a row stands at `place` or above; nil without draws.
  func probability(of row: Int, within place: Int) -> Double? {
    guard draws > 0 else { return nil }
    return Double(places[row * draws..<(row + 1) * draws].count { $0 <= place }) / Double(draws)
  }

  /// The share of draws in which `row` stands below `other`.
  func probability(that row: Int, isBelow other: Int) -> Double {
    var count = 0
    for draw in 0..<draws where places[row * draws + draw] > places[other * draws + draw] {
      count += 1
    }
    return draws > 0 ? Double(count) / Double(draws) : 0
  }

  /// How often `row` stands above `other`, below it and on the same place, as shares of the draws; nil without draws.
  func pair(_ row: Int, _ other: Int) -> RankSimulation.Pair? {
    guard draws > 0 else { return nil }
    var (above, below) = (0, 0)
    for draw in 0..<draws {
      let (own, its) = (places[row * draws + draw], places[other * draws + draw])
      if own < its { above += 1 } else if own > its { below += 1 }
    }
    let all = Double(draws)
    return RankSimulation.Pair(
      above: Double(above) / all, below: Double(below) / all,
      level: Double(draws - above - below) / all)
  }

  /// The tier of each row, from 1: rows by expected place, the next tier from the first row that is below the
  /// head of the tier with `probability`.
  ///
  /// Equal expected places go by `points`, the place of the score, then by key. Without draws the places
  /// themselves are the tiers' order, and all rows are one tier.
  func tiers(probability: Double, points: [Int], keys: [String]) -> [Int] {
    let expected = (0..<rows).map { self.expected($0) ?? Double(points[$0]) }
    let sorted = (0..<rows).sorted {
      (expected[$0], points[$0], keys[$0]) < (expected[$1], points[$1], keys[$1])
    }
    var tiers = [Int](repeating: 1, count: rows)
    guard var head = sorted.first else { return tiers }
    for row in sorted.dropFirst() {
      let isNext = self.probability(that: row, isBelow: head) >= probability - 1e-12
      tiers[row] = isNext ? tiers[head] + 1 : tiers[head]
      if isNext { head = row }
    }
    return tiers
  }
}
