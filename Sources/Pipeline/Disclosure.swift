import Schools
import Statistics

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

/// Who reads, from those who may know most to everybody. What is hidden at one level is hidden at all after it.
///
/// A school reads all of its own; of the others, and of the totals that hold them, it reads what everybody may.
enum DisclosureLevel: Int, CaseIterable, Comparable, Sendable {
  /// Who loads the data, and who answers for a municipality.
  case municipality = 1
  case region
  case everyone

  static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The first rule of disclosure: which figures may not be shown, whatever stands beside them.
struct Disclosure: Sendable {
  private let sensitiveUnits: Double
  private let sensitiveCount: Double
  private let everyoneCount: Double
  private let ordinaryUnits: [DisclosureLevel: Double]
  private let width: Double
  private let share: Double

  init(_ limits: Thresholds) {
    sensitiveUnits = limits("sensitive_units")
    sensitiveCount = limits("sensitive_count")
    everyoneCount = limits("everyone_count")
    ordinaryUnits = [
      .municipality: limits("municipality_units"), .region: limits("region_units"),
      .everyone: limits("everyone_units"),
    ]
    width = limits("protected_width")
    share = limits("protected_share")
  }

  /// How uncertain a hidden cell must be. Schools know their own cells and read what everybody may.
  func protection(_ level: DisclosureLevel) -> Protection {
    Protection(width: width, share: share, isAgainstRows: level == .everyone)
  }

  /// Whether a school's figure is hidden. Those of sensitive indicators are shown to no one outside.
  func hidesCell(_ parts: Parts, of indicator: Indicator, at level: DisclosureLevel) -> Bool {
    if indicator.isSensitive, level == .everyone { return true }
    return hidesTotal(parts, of: indicator, at: level)
  }

  /// Whether a total is hidden, and a school's figure for those who may read it: few units, a small count, or of a sensitive
  /// indicator a small remainder, which would give the count of the others away.
  func hidesTotal(_ parts: Parts, of indicator: Indicator, at level: DisclosureLevel) -> Bool {
    guard indicator.isSensitive else {
      // What counts things (requirements, programs, rooms) may be published from the first: it tells of nobody.
      guard Double(indicator.minimum.publish) >= ordinaryUnits[.municipality] ?? 0 else {
        return false
      }
      let least = ordinaryUnits[level] ?? .infinity
      return parts.units(indicator.kind) < least
        || level == .everyone && indicator.kind == .share
          && Self.isSmall(parts.numerator, everyoneCount)
    }
    let shares = [(parts.numerator, parts.denominator)] + parts.base
    return shares.contains { count, units in
      units < sensitiveUnits || Self.isSmall(count, sensitiveCount)
        || indicator.kind != .count && Self.isSmall(units - count, sensitiveCount)
    }
  }

  private static func isSmall(_ count: Double, _ least: Double) -> Bool {
    count > 0 && count < least
  }
}

extension Parts {
  fileprivate var base: [(Double, Double)] {
    guard let baseNumerator, let baseDenominator else { return [] }
    return [(baseNumerator, baseDenominator)]
  }
}
