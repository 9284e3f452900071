import Foundation
import Schools
import Statistics
import Testing

@testable import Pipeline

/// How a value moved, case by case.
@Suite struct TrendTests {
  private let limits = Thresholds([
    "trend_units": 10, "change_share": 0.03, "change_mark": 0.1, "change_point": 2,
  ])

  private func indicator(direction: String = "higher") throws -> Indicator {
    let passport = """
      {"code": "x.y", "version": 1, "clause": "4.6", "criterion": 1,
       "title": {"ru": "т", "en": "t"}, "short": {"ru": "т", "en": "t"}, "unit": "share",
       "direction": "\(direction)", "kind": "share", "pool": "sum", "period": "year",
       "as_of": {"ru": "д", "en": "d"}, "analogue_class": "A", "ranking": "internal",
       "minimum": {"compute": 1, "publish": 10}, "numerator": {"ru": "ч", "en": "n"},
       "denominator": {"ru": "з", "en": "d"}, "source": "s", "tables": []}
      """
    return try JSONDecoder().decode(Indicator.self, from: Data(passport.utf8))
  }

  private func trend(
    _ before: (Double, Double)?, _ last: (Double, Double), drift: Trend.Drift? = nil,
    direction: String = "higher"
  ) throws -> Trend {
    Trend(
      last: Parts(numerator: last.0, denominator: last.1),
      before: before.map { Parts(numerator: $0.0, denominator: $0.1) }, drift: drift,
      wasExtreme: false, of: try indicator(direction: direction), under: limits, spread: nil)
  }

  @Test func `a large change is one, and its direction is that of the indicator`() throws {
    let cases: [(String, Trend.Verdict, Trend.Verdict)] = [
      ("higher", .improved, .declined), ("lower", .declined, .improved), ("context", .rose, .fell),
    ]
    for (direction, up, down) in cases {
      #expect(try trend((60, 200), (120, 200), direction: direction).verdict == up)
      #expect(try trend((120, 200), (60, 200), direction: direction).verdict == down)
    }
    let found = try trend((60, 200), (120, 200))
    #expect(abs(try #require(found.change) - 0.3) < 1e-12)
    #expect(found.reasons == [.noDrift] && found.adjusted == nil)
  }

  /// 0.30 to 0.45 of 200 is a change beside zero (z = 0.15 / √(0.375·0.625·2/200) = 3.1), and none beside a region that moved
  /// by 0.10 itself.
  @Test func `a school that moves with its region has not changed`() throws {
    #expect(try trend((60, 200), (90, 200)).verdict == .improved)
    let beside = try trend((60, 200), (90, 200), drift: .init(change: 0.1, standardError: 0.01))
    #expect(beside.verdict == .unchanged)
    #expect(abs(try #require(beside.adjusted) - 0.05) < 1e-12)
    let interval = try #require(beside.adjustedInterval)
    #expect(interval.low < 0 && interval.high > 0)
  }

  @Test func `the drift's own error makes the interval longer, by quadrature`() throws {
    let sharp = try #require(
      try trend((60, 200), (90, 200), drift: .init(change: 0, standardError: 0)).adjustedInterval)
    let blurred = try #require(
      try trend((60, 200), (90, 200), drift: .init(change: 0, standardError: 0.04)).adjustedInterval
    )
    let half = (sharp.high - sharp.low) / 2
    let expected = (half * half + pow(1.959963984540054 * 0.04, 2)).squareRoot()
    #expect(abs((blurred.high - blurred.low) / 2 - expected) < 1e-12)
  }

  @Test func `a sure change too small to matter is none`() throws {
    // 0.02 of 100,000 pupils is far from zero, and below three hundredths.
    #expect(try trend((30_000, 100_000), (32_000, 100_000)).verdict == .unchanged)
    #expect(try trend((30_000, 100_000), (33_100, 100_000)).verdict == .improved)
  }

  @Test func `few units and a missing year have no change, with the reason`() throws {
    let few = try trend((3, 9), (8, 10))
    #expect(few.verdict == nil && few.change == nil && few.reasons == [.tooFewUnits])
    let first = try trend(nil, (8, 10))
    #expect(first.verdict == nil && first.reasons == [.noPreviousYear])
  }

  /// Schools 1 to 4 move from 40, 50, 60, 70 to 50, 50, 80, 80 of 100. Without the first, 180 to 210 of 300: 0.1.
  @Test func `the drift is that of the others, and needs enough of them`() throws {
    let moves: [(Double, Double)] = [(40, 50), (50, 50), (60, 80), (70, 80)]
    let schools: [[Int: Parts]] = moves.map {
      [
        2024: Parts(numerator: $0.0, denominator: 100),
        2025: Parts(numerator: $0.1, denominator: 100),
      ]
    }
    let alone: [Int: Parts] = [2025: Parts(numerator: 90, denominator: 100)]
    let region = RegionMotion(schools + [alone], latest: 2025, kind: .share, least: 3)
    let drift = try #require(region.drift(without: 0))
    #expect(abs(drift.change - 0.1) < 1e-12)
    // Of a school without the year before all four are the others: 220 to 260 of 400.
    #expect(abs(try #require(region.drift(without: 4)).change - 0.1) < 1e-12)
    #expect(RegionMotion(schools, latest: 2025, kind: .share, least: 4).drift(without: 0) == nil)
  }

  @Test func `the year before among the region's last twentieth is told`() {
    let schools: [[Int: Parts]] = (1...30).map {
      [2024: Parts(numerator: Double($0), denominator: 100)]
    }
    let region = RegionMotion(schools, latest: 2025, kind: .share, least: 30)
    // Midranks of 30 values: (i − ½) / 30. The first, 1.7 %, is below 5 %, the second lies on it.
    #expect(schools.indices.filter(region.wasExtreme) == [0, 29])
    let few = RegionMotion(Array(schools.prefix(29)), latest: 2025, kind: .share, least: 30)
    #expect(!few.wasExtreme(0))
  }

  /// Values on a line have their slope; between slopes 0.00, 0.06, 0.12 with the sampling variances of shares the school's own
  /// is drawn toward the mean of the two others, never of all three.
  @Test func `a slope is drawn toward the mean of the others`() throws {
    func school(_ slope: Double) -> [Int: Parts] {
      Dictionary(
        uniqueKeysWithValues: (0..<3).map {
          (2023 + $0, Parts(numerator: 400 * (0.4 + slope * Double($0)), denominator: 400))
        })
    }
    let slopes = Slopes(
      [school(0), school(0.06), school(0.12), [2025: school(0)[2024]!]], kind: .share)
    #expect(slopes[3] == nil)
    let middle = try #require(slopes[1])
    // Symmetric but for small differences of variance: the others' mean is 0.06 as well.
    #expect(abs(middle.estimate - 0.06) < 0.002)
    let low = try #require(slopes[0])
    #expect(low.estimate > 0 && low.estimate < 0.09)
    let same = Slopes([school(0.05), school(0.05), school(0.05)], kind: .share)
    #expect(abs(try #require(same[0]).estimate - 0.05) < 1e-9)
  }
}
