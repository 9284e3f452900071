import Schools
import Statistics

/// Where a school's value stands among those of its region's other schools, by its size.
///
/// The target and the dispersion are those of the other schools: nobody is tested against a window that holds it.
struct SchoolFunnel {
  /// A school of one region, year and cut: its own parts, and those of all the others together.
  struct Member {
    let own: Parts
    let rest: Parts
  }

  struct Place {
    /// Schools without this one.
    let schools: Int
    let funnel: Funnel
    let near: Interval
    let far: Interval
    let position: Funnel.Position
  }

  let indicator: Indicator
  let limits: Thresholds

  /// Whether values of the indicator are put in funnels at all.
  ///
  /// Those that add up and vary by chance are. Not a sensitive one: its small cells are hidden, and a common value
  /// without one school, beside another without its neighbor, would tell of both.
  var isDrawn: Bool {
    guard indicator.pool == .sum, !indicator.isSensitive else { return false }
    switch indicator.kind {
    case .share, .mean, .count: return true
    case .ratio, .flag: return false
    }
  }

  /// The place of each of `members`, all of one region, year and cut; nil where there is none: too few other schools or
  /// units, fewer of its own than the passport asks for, no size to go by, or others that do not vary at all.
  ///
  /// - Complexity: O(*n*²): every school has a funnel of its own.
  func places(_ members: [Member]) -> [Place?] {
    // A number per school has one size for all, so no funnel.
    let isOfSchools =
      indicator.kind == .count && members.allSatisfy { $0.own.denominator == 1 }
    guard isDrawn, !isOfSchools, Double(members.count - 1) >= limits("regional_schools") else {
      return members.map { _ in nil }
    }
    let spread = Interval.Spread(within: members.compactMap(\.own.sums))
    let funnels = Funnel.ofOthers(
      members.map { (sum: $0.own.numerator, size: $0.own.denominator) },
      chances: members.map { member in
        member.own.units(indicator.kind) >= Double(indicator.minimum.compute)
          && member.rest.units(indicator.kind) >= limits("analogue_units")
          ? chance(member, spread) : nil
      })
    return zip(members, funnels).map { member, funnel in
      guard let funnel, let value = member.own.value(indicator.kind) else { return nil }
      let size = member.own.denominator
      let near = funnel.limits(size: size, z: Interval.normal95)
      // Where all others have nothing, or all, nothing is known of chance.
      guard near.low < near.high else { return nil }
      return Place(
        schools: members.count - 1, funnel: funnel, near: near,
        far: funnel.limits(size: size, z: Funnel.normal998),
        position: funnel.position(of: value, size: size))
    }
  }

  /// Of a mean: units vary as they do about the means of the other schools.
  private func chance(_ member: Member, _ spread: Interval.Spread) -> Funnel.Chance? {
    switch indicator.kind {
    case .share: return .binomial
    case .count: return .poisson
    case .mean:
      guard let own = member.own.sums else { return nil }
      let degrees = spread.degrees - max(0, own.count - 1)
      let squares = spread.squares - own.spread
      guard degrees >= 1, squares > 0 else { return nil }
      return .normal(unitVariance: squares / degrees)
    case .ratio, .flag: return nil
    }
  }
}
