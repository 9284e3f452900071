import Schools
import Statistics

/// One comparison: a school's value beside an analogue, and what may be said of it.
///
/// Without a verdict the analogue's figures and the difference are empty; the school's place among the others stays,
/// where there are enough of them.
struct Comparison: Sendable {
  /// Where the analogue stands when it exists.
  struct Analogue: Sendable {
    let kind: AnalogueKind
    /// Schools in it, without the school itself; nil for the school's own earlier year.
    let schools: Int?
    let parts: Parts?
    /// Values of its schools, for the percentile.
    let values: [Double]
    /// One of its cells is hidden, so its exact parts would give that cell away.
    let holdsHidden: Bool
  }

  let own: Parts
  /// The school's own cell is hidden by the rules of disclosure.
  let isHidden: Bool
  let value: Double?
  let interval: Interval?
  let analogue: Analogue
  private(set) var analogueParts: Parts?
  private(set) var analogueValue: Double?
  private(set) var difference: Double?
  private(set) var differenceInterval: Interval?
  private(set) var percentile: Double?
  private(set) var verdict: Verdict
  private(set) var reasons: [ComparisonReason]

  /// - Parameter spread: of a mean, how values lie about the mean of their school, over all schools of the year.
  init(
    _ own: Parts, beside analogue: Analogue, of indicator: Indicator, under limits: Thresholds,
    spread: Interval.Spread? = nil
  ) {
    self.own = own
    self.analogue = analogue
    isHidden = Disclosure.hides(own, of: indicator, under: limits)
    value = isHidden ? nil : own.value(indicator.kind)
    interval = isHidden ? nil : own.interval(indicator.kind, spread: spread)
    verdict = .notComparable
    reasons = []
    if isHidden { reasons.append(.suppressed) }
    if own.units(indicator.kind) < Double(indicator.minimum.compute) {
      reasons.append(.ownTooFewUnits)
    }
    let obstacles = Self.obstacles(analogue, indicator, limits)
    reasons += obstacles.filter { !reasons.contains($0) }

    let isPooled = analogue.kind == .previous || indicator.pool == .sum
    if isPooled, !obstacles.contains(where: Self.emptiesAnalogue), let parts = analogue.parts {
      // A group's exact value, or an interval made of it, would give a hidden member away beside the others.
      let shown = analogue.holdsHidden ? parts.rounded(indicator.kind) : parts
      analogueParts = shown
      analogueValue = shown.value(indicator.kind).map {
        analogue.holdsHidden ? ($0 * 100).rounded() / 100 : $0
      }
    }
    if let value {
      percentile =
        reasons.contains(.tooFewSchools)
        ? nil
        : midrankPercentile(of: value, among: analogue.values)
      if let analogueValue { difference = value - analogueValue }
    }
    if difference != nil, let analogueParts {
      differenceInterval = own.differenceInterval(
        indicator.kind, from: analogueParts, spread: spread)
      if differenceInterval == nil { reasons.append(.noInterval) }
    }
    if !reasons.contains(where: \.forbidsVerdict), let found = differenceInterval {
      switch indicator.direction {
      case .higher: break
      case .lower: reasons.append(.lowerIsBetter)
      case .context: reasons.append(.contextIndicator)
      }
      verdict = Self.verdict(found, indicator.direction)
    }
    if verdict == .notComparable { emptyAnalogue() }
    reasons.sort { $0.rawValue < $1.rawValue }
  }

  /// What may not be compared is not set beside: a reader would compare it all the same.
  private mutating func emptyAnalogue() {
    analogueParts = nil
    analogueValue = nil
    difference = nil
    differenceInterval = nil
  }

  private static func verdict(_ difference: Interval, _ direction: Indicator.Direction) -> Verdict {
    if difference.low > 0 { return direction == .lower ? .below : .above }
    if difference.high < 0 { return direction == .lower ? .above : .below }
    return .within
  }

  /// An analogue that is not one shows no figures.
  private static func emptiesAnalogue(_ obstacle: ComparisonReason) -> Bool {
    switch obstacle {
    case .analogueMissing, .noPreviousYear, .notPoolable, .suppressed, .tooFewSchools, .tooFewUnits:
      true
    case .contextIndicator, .lowerIsBetter, .noInterval, .ownTooFewUnits: false
    }
  }

  /// What is wrong with the analogue; `suppressed` is an earlier year that is hidden.
  private static func obstacles(
    _ analogue: Analogue, _ indicator: Indicator, _ limits: Thresholds
  ) -> [ComparisonReason] {
    if analogue.kind == .previous {
      guard let parts = analogue.parts else { return [.noPreviousYear] }
      return Disclosure.hides(parts, of: indicator, under: limits) ? [.suppressed] : []
    }
    guard let schools = analogue.schools, schools > 0 else { return [.analogueMissing] }
    var found: [ComparisonReason] = []
    if indicator.pool == .none { found.append(.notPoolable) }
    let least = limits(analogue.kind == .municipal ? "municipal_schools" : "regional_schools")
    if Double(schools) < least { found.append(.tooFewSchools) }
    if let parts = analogue.parts, parts.units(indicator.kind) < limits("analogue_units") {
      found.append(.tooFewUnits)
    }
    return found
  }
}

extension Parts {
  /// How many units were observed: pupils, staff, answers. A flag and a count observe schools, of which the
  /// thresholds of schools speak, so they are never too few.
  func units(_ kind: Indicator.Kind) -> Double {
    switch kind {
    case .share, .mean: denominator
    case .ratio: min(denominator, baseDenominator ?? denominator)
    case .count, .flag: .infinity
    }
  }
}

/// Which cells may be shown: the first rule of disclosure, for indicators marked sensitive.
enum Disclosure {
  /// Whether a school's cell is hidden: few units, a small count, or in a share a small remainder, which would
  /// give the count of the others away.
  static func hides(_ parts: Parts, of indicator: Indicator, under limits: Thresholds) -> Bool {
    guard indicator.isSensitive else { return false }
    if parts.denominator < limits("sensitive_units") { return true }
    let least = limits("sensitive_count")
    if isSmall(parts.numerator, least) { return true }
    if indicator.kind == .share, isSmall(parts.denominator - parts.numerator, least) { return true }
    if let base = parts.baseNumerator, let all = parts.baseDenominator {
      if all < limits("sensitive_units") { return true }
      if isSmall(base, least) { return true }
    }
    return false
  }

  private static func isSmall(_ count: Double, _ least: Double) -> Bool {
    count > 0 && count < least
  }
}
