import Schools
import Statistics

/// Compares the schools of one unit: one indicator, year and cut.
struct UnitComparison: Sendable {
  let indicator: Indicator
  let ground: ComparisonGround
  let lists: ListParts
  let limits: Thresholds

  /// What is said of a part, without what stands in it already.
  struct Judged: Sendable {
    let number: Int
    let figures: [Double?]
    let band: Int?
    let verdict: Verdict
    let reasons: [ComparisonReason]
    let showsAnalogue: Bool

    /// The columns that `figures` fill, in order.
    static let columns = [
      "value", "low", "high", "analogue_value", "difference", "difference_low", "difference_high",
      "percentile", "effect", "z", "p_value",
    ]

    init(_ number: Int, _ found: Comparison) {
      self.number = number
      figures = [
        found.value, found.interval?.low, found.interval?.high, found.analogueValue,
        found.difference, found.differenceInterval?.low, found.differenceInterval?.high,
        found.percentile, found.size?.effect, found.size?.z, found.size?.probability,
      ]
      band = found.size?.band
      verdict = found.verdict
      reasons = found.reasons
      showsAnalogue = found.analogueParts != nil
    }
  }

  /// - Complexity: O(*n* log *n*) for *n* schools.
  func callAsFunction(_ parts: [ComparedPart]) -> [Judged] {
    guard let first = parts.first else { return [] }
    let unit = Unit(parts, of: indicator, lists, under: limits)
    let isScaleChanged = ground.isScaleChanged(first.academicYear, first.cut)
    return parts.compactMap { part in
      guard let kind = part.kind else { return nil }
      var analogue = Comparison.Analogue(
        kind: kind, schools: part.schoolCount, parts: part.beside, values: [])
      if kind.isList {
        analogue.noListReason = part.reason.map {
          ComparisonReason(rawValue: $0) ?? .analogueMissing
        }
        analogue.isRelaxed = part.isRelaxed ?? false
        if let family = part.family, !indicator.isSensitive {
          analogue.coverage = ground.coverage(ofFamily: family)
          analogue.values = unit.values(ofFamily: family, without: part)
        }
      } else if let territory = part.territoryId {
        if kind.isPublished {
          analogue.published = ground.published(territory, part.academicYear, part.cut)
          analogue.published?.ownShare = unit.share(of: part, in: territory)
          analogue.coverage = analogue.published?.coverage
        } else {
          analogue.coverage = ground.coverage(territory, part.academicYear)
          analogue.values = unit.values(of: territory, without: part)
        }
      } else {
        analogue.isScaleChanged = isScaleChanged
        analogue.isLinked = ground.isLinked(part.schoolId, part.academicYear - 1, part.cut)
        analogue.isSplit = ground.isSplit(part.schoolId, in: part.academicYear)
      }
      analogue.hasDoubtfulMarks = ground.isDoubtful(part.schoolId, part.academicYear)
      return Judged(
        part.number,
        Comparison(
          part.own, beside: analogue, of: indicator, under: limits, spread: unit.spread))
    }
  }
}

/// What the schools of a unit are to each other: in each group and list, the values that may place a school.
private struct Unit {
  let spread: Interval.Spread?
  private let valueOfSchool: [Int: Double]
  private let groups: [Int: OrderedValues]
  private let groupUnits: [Int: Double]
  private let families: [Int: OrderedValues]

  init(
    _ parts: [ComparedPart], of indicator: Indicator, _ lists: ListParts, under limits: Thresholds
  ) {
    let own = parts.filter { $0.kind == .previous }
    spread = indicator.kind == .mean ? Interval.Spread(within: own.compactMap(\.own.sums)) : nil
    let rule = Disclosure(limits)
    // A place among small values would tell of them.
    let shown = Dictionary(
      uniqueKeysWithValues: own.compactMap { part in
        rule.hidesCell(part.own, of: indicator, at: .municipality)
          ? nil : part.own.value(indicator.kind).map { (part.schoolId, $0) }
      })
    let pooled = parts.filter { $0.kind == .municipal || $0.kind == .regional }
    let members = Dictionary(grouping: pooled.filter { $0.territoryId != nil }) { $0.territoryId! }
    groups = members.mapValues { OrderedValues($0.compactMap { shown[$0.schoolId] }) }
    groupUnits = members.compactMapValues { $0.first?.groupUnits }
    families = Set(parts.compactMap(\.family)).reduce(into: [:]) { found, family in
      found[family] = OrderedValues(lists.schools(family).compactMap { shown[$0] })
    }
    valueOfSchool = shown
  }

  func values(of territory: Int, without part: ComparedPart) -> OrderedValues {
    groups[territory, default: []].without(valueOfSchool[part.schoolId])
  }

  func values(ofFamily family: Int, without part: ComparedPart) -> OrderedValues {
    families[family, default: []].without(valueOfSchool[part.schoolId])
  }

  /// The school's part of what is loaded of a territory.
  func share(of part: ComparedPart, in territory: Int) -> Double? {
    groupUnits[territory].map { part.own.denominator / $0 }
  }
}
