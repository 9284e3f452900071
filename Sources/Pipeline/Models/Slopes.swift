import Schools
import Statistics

/// Yearly slopes of schools, each drawn toward the mean slope of the others, the uncertain ones most.
///
/// The slope of a school is that of the least squares line through its yearly values; its sampling variance follows from
/// those of the values. τ² between slopes is that of Paule and Mandel over all schools; the mean a school is drawn toward leaves it
/// out.
struct Slopes {
  struct Slope {
    let estimate: Double
    let standardError: Double
  }

  private let found: [Slope?]

  /// Years without which there is no slope.
  private static let leastYears = 3

  /// - Complexity: O(schools · years).
  init(_ schools: [[Int: Parts]], kind: Indicator.Kind) {
    let raw = schools.map { Self.line($0, kind) }
    let known = raw.compactMap { $0 }
    guard known.count > 2 else {
      found = raw.map { _ in nil }
      return
    }
    let between = betweenVariance(
      estimates: known.map(\.slope), variances: known.map(\.variance))
    let weights = raw.map { $0.map { 1 / ($0.variance + between) } ?? 0 }
    let total = weights.reduce(0, +)
    let sum = zip(raw, weights).reduce(0) { $0 + ($1.0.map { $0.slope } ?? 0) * $1.1 }
    found = zip(raw, weights).map { line, weight in
      guard let line, total > weight else { return nil }
      let mean = (sum - weight * line.slope) / (total - weight)
      let kept = between / (between + line.variance)
      let error = kept * line.variance + (1 - kept) * (1 - kept) / (total - weight)
      return Slope(
        estimate: kept * line.slope + (1 - kept) * mean, standardError: error.squareRoot())
    }
  }

  subscript(index: Int) -> Slope? { found[index] }

  private static func line(
    _ years: [Int: Parts], _ kind: Indicator.Kind
  ) -> (slope: Double, variance: Double)? {
    let points = years.sorted { $0.key < $1.key }.compactMap {
      year, parts -> (Double, Double, Double)? in
      guard let value = parts.value(kind), let error = parts.standardError(kind), error > 0 else {
        return nil
      }
      return (Double(year), value, error * error)
    }
    guard points.count >= leastYears else { return nil }
    let center = points.reduce(0) { $0 + $1.0 } / Double(points.count)
    let spread = points.reduce(0) { $0 + ($1.0 - center) * ($1.0 - center) }
    var (slope, variance) = (0.0, 0.0)
    for (year, value, error) in points {
      let weight = (year - center) / spread
      slope += weight * value
      variance += weight * weight * error
    }
    return (slope, variance)
  }
}
