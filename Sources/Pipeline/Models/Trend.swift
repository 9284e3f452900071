import Schools
import Statistics

/// How a school's value of an indicator moved to its last year, beside how the region's other schools moved.
///
/// A change is one when its interval leaves zero and it is as large as matters in practice (rows of thresholds); all else
/// is `unchanged`. The verdict is of the change less the region's drift, for scales and rules move all schools at once; without
/// a drift it is of the change itself.
struct Trend {
  enum Verdict: String {
    case improved, declined, unchanged
    /// Of an indicator of context, which has no better end.
    case rose, fell
  }

  enum Reason: String {
    /// No value in the year before the last.
    case noPreviousYear = "no_previous_year"
    /// Too few units in one of the two years.
    case tooFewUnits = "own_too_few_units"
    /// The others of the region are too few, in one of the two years, to tell a drift.
    case noDrift = "no_drift"
    /// The year before was among the region's lowest or highest twentieth: part of the change is the return to the mean.
    case wasExtreme = "was_extreme"
    case noInterval = "no_interval"
  }

  struct Drift {
    let change: Double
    let standardError: Double
  }

  private(set) var change: Double?
  private(set) var interval: Interval?
  private(set) var adjusted: Double?
  private(set) var adjustedInterval: Interval?
  private(set) var verdict: Verdict?
  private(set) var reasons: [Reason] = []

  /// - Parameters:
  ///   - last: the parts of the last year; `before`: of the year before it, nil when there are none.
  ///   - drift: how the region's other schools moved between the two years.
  ///   - spread: of a mean, how values lie about the mean of their school.
  init(
    last: Parts, before: Parts?, drift: Drift?, wasExtreme: Bool, of indicator: Indicator,
    under limits: Thresholds, spread: Interval.Spread?
  ) {
    guard let before, let was = before.value(indicator.kind), let value = last.value(indicator.kind)
    else {
      reasons = [.noPreviousYear]
      return
    }
    guard min(last.denominator, before.denominator) >= limits("trend_units") else {
      reasons = [.tooFewUnits]
      return
    }
    let change = value - was
    self.change = change
    interval = last.differenceInterval(indicator.kind, from: before, spread: spread)
    if wasExtreme { reasons.append(.wasExtreme) }
    guard let interval else {
      reasons.append(.noInterval)
      return
    }
    if let drift {
      adjusted = change - drift.change
      adjustedInterval = interval.moved(by: -drift.change, error: drift.standardError)
    } else {
      reasons.append(.noDrift)
    }
    verdict = Self.verdict(
      adjusted ?? change, adjustedInterval ?? interval, indicator, limits)
  }

  private static func verdict(
    _ change: Double, _ interval: Interval, _ indicator: Indicator, _ limits: Thresholds
  ) -> Verdict {
    let least: Double =
      switch indicator.unit {
      case .share: limits("change_share")
      case .mark: limits("change_mark")
      case .point: limits("change_point")
      case .count, .ratio, .flag, .score: 0
      }
    guard interval.low > 0 || interval.high < 0, abs(change) >= least else { return .unchanged }
    switch indicator.direction {
    case .context: return change > 0 ? .rose : .fell
    case .higher: return change > 0 ? .improved : .declined
    case .lower: return change < 0 ? .improved : .declined
    }
  }
}

extension Interval {
  /// The interval moved, and widened at both ends by an independent error, by quadrature of the half widths.
  fileprivate func moved(by shift: Double, error: Double) -> Interval {
    let center = (low + high) / 2
    let half = (high - low) / 2
    let other = Interval.normal95 * error
    let wide = (half * half + other * other).squareRoot()
    return Interval(low: center + shift - wide, high: center + shift + wide)
  }
}
