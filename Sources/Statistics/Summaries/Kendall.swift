/// Kendall's τ-b of two vectors of equal length: how far two orders agree, −1…1.
///
/// Pairs tied in either vector count for neither side and shorten its scale. Nil where either is constant or fewer
/// than two pairs are complete; a pair with a nan takes no part.
///
/// - Complexity: O(*n*²).
/// - Source: Kendall, The treatment of ties in ranking problems, Biometrika 33 (1945).
public func kendall(_ x: [Double], _ y: [Double]) -> Double? {
  precondition(x.count == y.count, "vectors of equal length")
  let pairs = zip(x, y).filter { !$0.isNaN && !$1.isNaN }
  var (agreement, first, second) = (0, 0, 0)
  for one in pairs.indices {
    for other in 0..<one {
      let (a, b) = (pairs[one].0 - pairs[other].0, pairs[one].1 - pairs[other].1)
      let (left, right) = (a > 0 ? 1 : a < 0 ? -1 : 0, b > 0 ? 1 : b < 0 ? -1 : 0)
      agreement += left * right
      first += left * left
      second += right * right
    }
  }
  guard first > 0, second > 0 else { return nil }
  return Double(agreement) / (Double(first).squareRoot() * Double(second).squareRoot())
}
