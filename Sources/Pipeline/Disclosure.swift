import Schools

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
