import Schools
import Statistics

/// One comparison: a school's value beside an analogue, and what may be said of it.
///
/// Without a verdict the analogue's figures and the difference are empty; the school's place among the others stays,
/// where there are enough of them. It is what the school itself may read; what is hidden from others is taken out
/// where they read it.
struct Comparison: Sendable {
  /// Where the analogue stands when it exists.
  struct Analogue: Sendable {
    let kind: AnalogueKind
    /// Schools in it, without the school itself; nil for the school's own earlier year.
    let schools: Int?
    let parts: Parts?
    /// Values of its schools, for the percentile.
    var values: OrderedValues
    /// What was published, when the analogue is that.
    var published: Published?
    /// The part of the territory's schools, or by the publisher's word of its pupils, that is behind it.
    var coverage: Double?
    /// Of earlier years: the exam's scale was another one.
    var isScaleChanged = false
    /// Earlier years are those of the schools this one grew out of, added up.
    var isLinked = false
    /// The school came out of a division that year: what was before cannot be told apart.
    var isSplit = false
    /// The school's marks look inflated, and the indicator is made of marks.
    var hasDoubtfulMarks = false
    /// Why there is no list of schools, where the analogue is one.
    var noListReason: ComparisonReason?
    /// Too few schools are of the same kind, so that some of its terms were dropped.
    var isRelaxed = false
  }

  /// A published figure as a value of the indicator. Its parts without the school are the analogue's, where there are any.
  struct Published: Sendable {
    let match: Crosswalk.Match
    let isFinal: Bool
    /// About all schools of the territory.
    let isOfAll: Bool
    /// The crosswalk speaks of the definition in force.
    let isSameDefinition: Bool
    let isSamePeriod: Bool
    /// It came with a number of pupils.
    let hasUnits: Bool
    /// The school included.
    let value: Double
    /// How far rounding may have moved it.
    let rounding: Double
    let coverage: Double?
    /// The school's part of what is loaded of the territory: it is no more than that of what is published.
    var ownShare: Double?
  }

  let own: Parts
  let value: Double?
  let interval: Interval?
  let analogue: Analogue
  private(set) var analogueParts: Parts?
  private(set) var analogueValue: Double?
  private(set) var difference: Double?
  private(set) var differenceInterval: Interval?
  /// Without a verdict there is none.
  private(set) var size: DifferenceSize?
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
    value = own.value(indicator.kind)
    interval = own.interval(indicator.kind, spread: spread)
    verdict = .notComparable
    reasons = []
    if own.units(indicator.kind) < Double(indicator.minimum.compute) {
      reasons.append(.ownTooFewUnits)
    }
    let obstacles = Self.obstacles(analogue, indicator, limits)
    reasons += obstacles

    if analogue.hasDoubtfulMarks { reasons.append(.marksDoubtful) }
    if analogue.isLinked { reasons.append(.chainLinked) }
    let isPooled = analogue.kind.isPublished || analogue.kind == .previous || indicator.pool == .sum
    if isPooled, !obstacles.contains(where: \.emptiesAnalogue) {
      setBeside(analogue, indicator.kind)
    }
    if let value {
      percentile =
        reasons.contains(.tooFewSchools)
        ? nil
        : analogue.values.midrankPercentile(of: value)
      if let analogueValue { difference = value - analogueValue }
    }
    if difference != nil {
      differenceInterval = differenceInterval(indicator.kind, spread: spread)
      if differenceInterval == nil { reasons.append(.noInterval) }
    }
    if !reasons.contains(where: \.forbidsVerdict), let found = differenceInterval {
      switch indicator.direction {
      case .higher: break
      case .lower: reasons.append(.lowerIsBetter)
      case .context: reasons.append(.contextIndicator)
      }
      verdict = Self.verdict(found, indicator.direction)
      if analogue.kind == .previous, indicator.kind != .ratio, isJump(found, limits) {
        reasons.append(.yearJump)
      }
    }
    if verdict == .notComparable {
      emptyAnalogue()
    } else {
      size = analogueValue.map {
        DifferenceSize(
          of: own, beside: analogueParts, analogueValue: $0, rounding: rounding, indicator,
          spread: spread, under: limits)
      }
    }
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

  private mutating func setBeside(_ analogue: Analogue, _ kind: Indicator.Kind) {
    guard let parts = analogue.parts else {
      // Nothing can be taken out of a published value that came alone.
      analogueValue = analogue.published?.value
      return
    }
    analogueParts = parts
    analogueValue = parts.value(kind)
  }

  /// Of a published value: as of any group where its parts are known, else as far as the school's own interval goes; made
  /// longer by what rounding may have hidden.
  private mutating func differenceInterval(
    _ kind: Indicator.Kind, spread: Interval.Spread?
  ) -> Interval? {
    guard analogue.published != nil else {
      return analogueParts.flatMap { own.differenceInterval(kind, from: $0, spread: spread) }
    }
    var found = analogueParts.flatMap { own.differenceInterval(kind, from: $0, spread: spread) }
    if found == nil, let interval, let analogueValue {
      found = Interval(low: interval.low - analogueValue, high: interval.high - analogueValue)
      reasons.append(.analogueExact)
    }
    return found.map { Interval(low: $0.low - rounding, high: $0.high + rounding) }
  }

  /// How far the rounding of what was published may have moved the difference.
  private var rounding: Double {
    guard let published = analogue.published else { return 0 }
    return published.rounding
      * (analogueParts.map { ($0.denominator + own.denominator) / $0.denominator } ?? 1)
  }

  private func isJump(_ found: Interval, _ limits: Thresholds) -> Bool {
    guard let difference else { return false }
    let error = (found.high - found.low) / (2 * Interval.normal95)
    return abs(difference) > limits("jump_errors") * error
  }

  /// What is wrong with the analogue.
  private static func obstacles(
    _ analogue: Analogue, _ indicator: Indicator, _ limits: Thresholds
  ) -> [ComparisonReason] {
    switch analogue.kind {
    case .previous:
      guard analogue.parts != nil else {
        return [analogue.isSplit ? .chainSplit : .noPreviousYear]
      }
      return analogue.isScaleChanged ? [.scaleChanged] : []
    case .municipal, .regional: return pooledObstacles(analogue, indicator, limits)
    case .municipalPublished, .regionalPublished:
      return publishedObstacles(analogue, indicator, limits)
    case .municipalSameKind, .similar, .set:
      if let reason = analogue.noListReason { return [reason] }
      // Lists overlap: the sums of two would give a hidden cell away.
      if indicator.isSensitive { return [.suppressed] }
      return pooledObstacles(analogue, indicator, limits)
        + (analogue.isRelaxed ? [.sameKindRelaxed] : [])
    }
  }

  private static func pooledObstacles(
    _ analogue: Analogue, _ indicator: Indicator, _ limits: Thresholds
  ) -> [ComparisonReason] {
    guard let schools = analogue.schools, schools > 0 else { return [.analogueMissing] }
    var found = coverage(analogue.coverage, limits)
    if indicator.pool == .none { found.append(.notPoolable) }
    if analogue.isScaleChanged { found.append(.scaleChanged) }
    if let name = analogue.kind.leastSchools, Double(schools) < limits(name) {
      found.append(.tooFewSchools)
    }
    if let parts = analogue.parts, parts.units(indicator.kind) < limits("analogue_units") {
      found.append(.tooFewUnits)
    }
    return found
  }

  private static func publishedObstacles(
    _ analogue: Analogue, _ indicator: Indicator, _ limits: Thresholds
  ) -> [ComparisonReason] {
    guard let published = analogue.published else { return [.notPublished] }
    var found = coverage(analogue.coverage, limits)
    // A territory's exact total beside what is open would give hidden cells away.
    if indicator.isSensitive { found.append(.suppressed) }
    if published.match == .approximate || published.match == .none {
      found.append(.definitionApproximate)
    }
    if !published.isSameDefinition { found.append(.definitionDiffers) }
    if !published.isSamePeriod { found.append(.periodDiffers) }
    if !published.isOfAll { found.append(.populationDiffers) }
    if !published.isFinal { found.append(.preliminary) }
    if let name = analogue.kind.leastSchools, Double(analogue.schools ?? 0) < limits(name) {
      found.append(.tooFewSchools)
    }
    if let parts = analogue.parts {
      if parts.units(indicator.kind) < limits("analogue_units") { found.append(.tooFewUnits) }
    } else if published.hasUnits, published.isOfAll {
      found.append(.publishedDisagrees)
    } else {
      found.append(.includesSchool)
      if let share = published.ownShare, share > limits("published_own_share") {
        found.append(.ownShareLarge)
      }
    }
    return found
  }

  private static func coverage(_ share: Double?, _ limits: Thresholds) -> [ComparisonReason] {
    guard let share else { return [] }
    if share < limits("coverage_least") { return [.coverageLow] }
    return share < limits("coverage_full") ? [.coverageIncomplete] : []
  }
}
