/// How uncertain a hidden cell must be, and to whom.
public struct Protection: Hashable, Sendable {
  /// Width of the feasible interval, in units.
  public var width: Double
  /// Width as a part of the value.
  public var share: Double
  /// Rows that know their own cells and read the totals: a cell must be uncertain to each of them.
  public var isAgainstRows: Bool

  public init(width: Double, share: Double, isAgainstRows: Bool = false) {
    self.width = width
    self.share = share
    self.isAgainstRows = isAgainstRows
  }

  /// What a cell needs: never more than its range leaves.
  public func need(_ value: Double, _ range: ClosedRange<Double>) -> Double {
    min(max(width, share * abs(value)), range.upperBound - range.lowerBound)
  }
}

extension LinkedTable {
  private static let tolerance = 1e-9

  /// Hides more until every hidden cell is as uncertain as it needs.
  ///
  /// Tried in order, the least harm first: what is hidden already; cells of the row and of others in its group, the
  /// smallest first; other groups of the region, whose totals are hidden with the own; the region's total. Only what was
  /// marked before is protected: cells hidden for another's sake tell of nobody.
  ///
  /// - Returns: cells, as row and column, that nothing protects: earlier publications have told them.
  /// - Complexity: O(hidden × rows of a region × columns of a shift).
  @discardableResult
  public mutating func protect(_ protection: Protection) -> [(row: Int, column: Int)] {
    var lost: [(Int, Int)] = []
    let marked = rows.indices.flatMap { row in
      rows[row].cells.indices.compactMap { column in
        rows[row].cells[column]?.hidden == .primary ? (row, column) : nil
      }
    }
    for (row, column) in marked where !protectCell(row, column, protection) {
      lost.append((row, column))
    }
    for group in members.indices {
      for column in hiddenGroupTotals[group].indices
      where hiddenGroupTotals[group][column] == .primary {
        protectTotal(group, column, protection)
      }
    }
    return lost
  }

  private mutating func protectCell(
    _ row: Int, _ column: Int, _ protection: Protection
  ) -> Bool {
    guard let cell = rows[row].cells[column] else { return true }
    let need = protection.need(cell.value, cell.known)
    if need <= Self.tolerance { return true }
    if cell.past == .read { return false }
    let shifts = shifts(row: row, column: column)
    if shifts.contains(where: { isHidden($0, row: row) && width($0, row, protection) >= need }) {
      return true
    }
    let able = shifts.filter {
      room($0, row: row, against: false) + room($0, row: row, against: true)
        >= need - Self.tolerance
    }
    for shift in able where past(shift, row: row) != nil {
      if hide(shift, row, among: members[rows[row].group], need, protection) { return true }
    }
    for shift in able where hide(shift, row, amongOthersFor: need, protection) { return true }
    return hideWithTotals(shifts, row, column, need)
  }

  /// Hides shifts of the row with all their totals, until together they are as wide as the cell needs.
  private mutating func hideWithTotals(
    _ shifts: [Shift], _ row: Int, _ column: Int, _ need: Double
  ) -> Bool {
    let group = rows[row].group
    func width(_ shifts: [Shift]) -> Double { reach(shifts, row, 1) + reach(shifts, row, -1) }
    // One that is wide enough will do, where earlier publications were free of it too; else all go that can be moved, for
    // those may be certified by any, the widest first.
    let first = shifts.first { shift in
      width([shift]) >= need - Self.tolerance
        && hadTotalsHidden(shift, group: group, in: past(shift, row: row))
    }
    let ordered =
      first.map { [$0] }
      ?? shifts.map { (shift: $0, width: width([$0])) }.filter { $0.width > 0 }
      .sorted { $0.width > $1.width }.map(\.shift)
    for shift in ordered {
      hideAll(shift, row)
      hideTotals(shift, group: group)
      hideTotals(shift, region: regions[group])
    }
    return width(ordered) >= need - Self.tolerance
  }

  /// How far the row can be moved up (1) or down (−1) along some of its shifts, one after another, each as far as the ones before it
  /// leave room.
  private func reach(_ shifts: [Shift], _ row: Int, _ way: Int) -> Double {
    var moved: [Int: Double] = [:]
    return shifts.reduce(0) { sum, shift in
      let step = shift.terms.reduce(Double.infinity) { least, term in
        let sign = way * term.sign
        let room = rows[row].cells[term.column]?.room(sign, alone: true) ?? 0
        return min(least, room - Double(sign) * (moved[term.column] ?? 0))
      }
      guard step > 0, step < .infinity else { return step == .infinity ? .infinity : sum }
      for term in shift.terms { moved[term.column, default: 0] += Double(way * term.sign) * step }
      return sum + step
    }
  }

  /// A total that is hidden must not follow from the region's and those of the other groups.
  private mutating func protectTotal(_ group: Int, _ column: Int, _ protection: Protection) {
    let region = regions[group]
    if hiddenRegionTotals[region][column] != nil { return }
    let own = members[group].filter { rows[$0].cells[column]?.hidden != nil }
    let total = members[group].reduce(into: (value: 0.0, units: 0.0)) { sum, row in
      sum.value += rows[row].cells[column]?.value ?? 0
      sum.units += rows[row].cells[column]?.range.upperBound ?? 0
    }
    let need = protection.need(total.value, 0...max(total.units, 0))
    if need <= Self.tolerance { return }
    for row in own {
      for shift in shifts(row: row, column: column)
      where hide(shift, row, amongOthersFor: need, protection) {
        return
      }
    }
    guard let row = own.first, let shift = shifts(row: row, column: column).first else {
      hideTotal(region: region, column: column, .complementary)
      return
    }
    hideAll(shift, row)
    hideTotals(shift, group: group)
    hideTotals(shift, region: region)
  }

  /// How far the row can be shifted, both ways, with what is hidden.
  private func width(_ shift: Shift, _ row: Int, _ protection: Protection) -> Double {
    let group = rows[row].group
    let region = regions[group]
    let isFree = hasTotalsHidden(shift, group: group)
    if isFree, hasTotalsHidden(shift, region: region) {
      return room(shift, row: row, against: false, alone: true)
        + room(shift, row: row, against: true, alone: true) + Self.tolerance
    }
    guard let past = past(shift, row: row) else { return 0 }
    let reachesOthers = isFree && hadTotalsHidden(shift, group: group, in: past)
    let partners = (reachesOthers ? neighbors[region] : members[group]).filter { other in
      guard other != row, isHidden(shift, row: other), self.past(shift, row: other) == past,
        allows(shift, row: other)
      else { return false }
      let home = rows[other].group
      return home == group
        || hasTotalsHidden(shift, group: home) && hadTotalsHidden(shift, group: home, in: past)
    }
    return width(shift, row, with: partners, protection)
  }

  private func width(
    _ shift: Shift, _ row: Int, with partners: [Int], _ protection: Protection
  ) -> Double {
    var width = Self.tolerance
    for against in [false, true] {
      let rooms = partners.map { room(shift, row: $0, against: !against) }
      var sum = rooms.reduce(0, +)
      // A partner who knows itself cannot hide the row from itself.
      if protection.isAgainstRows {
        let largest = rooms.max() ?? 0
        sum = largest == .infinity ? rooms.filter { $0 < .infinity }.reduce(0, +) : sum - largest
        if rooms.count(where: { $0 == .infinity }) > 1 { sum = .infinity }
      }
      width += min(room(shift, row: row, against: against), sum)
    }
    return width
  }

  /// Looks for covers in other groups of the region. In earlier publications in which the cells stood, the totals of both
  /// groups must have been hidden too.
  private mutating func hide(
    _ shift: Shift, _ row: Int, amongOthersFor need: Double, _ protection: Protection
  ) -> Bool {
    let group = rows[row].group
    let past = past(shift, row: row)
    guard hadTotalsHidden(shift, group: group, in: past) else { return false }
    let others = neighbors[regions[group]].filter { other in
      rows[other].group != group
        && hadTotalsHidden(shift, group: rows[other].group, in: past)
    }
    return hide(shift, row, among: others, need, protection)
  }

  /// Hides the shift in the row and in as many others as it needs, hidden ones first, then small ones; nothing when
  /// they are too few. Others of another group take the totals of both with them.
  private mutating func hide(
    _ shift: Shift, _ row: Int, among candidates: [Int], _ need: Double, _ protection: Protection
  ) -> Bool {
    let past = past(shift, row: row)
    let able = candidates.filter { other in
      other != row && self.past(shift, row: other) == past && allows(shift, row: other)
    }
    let ordered = able.map { (row: $0, order: order(shift, $0, from: rows[row].group)) }
      .sorted { $0.order < $1.order }
    var partners: [Int] = []
    for candidate in ordered {
      partners.append(candidate.row)
      guard width(shift, row, with: partners, protection) >= need else { continue }
      hideAll(shift, row)
      for partner in partners { hideAll(shift, partner) }
      let groups = Set(([row] + partners).map { rows[$0].group })
      if groups.count > 1 {
        for group in groups.sorted() { hideTotals(shift, group: group) }
      }
      return true
    }
    return false
  }

  /// Groups whose totals are hidden come first, then rows that are hidden, then small ones.
  private func order(_ shift: Shift, _ row: Int, from group: Int) -> (Int, Int, Double, Int) {
    let isNear = rows[row].group == group || hasTotalsHidden(shift, group: rows[row].group)
    let units = shift.terms.reduce(0) { $0 + (rows[row].cells[$1.column]?.units ?? 0) }
    return (isNear ? 0 : 1, isHidden(shift, row: row) ? 0 : 1, units, row)
  }

  private mutating func hideAll(_ shift: Shift, _ row: Int) {
    for term in shift.terms { hide(row: row, column: term.column, .complementary) }
  }

  private mutating func hideTotals(_ shift: Shift, group: Int) {
    for term in shift.terms { hideTotal(group: group, column: term.column, .complementary) }
  }

  private mutating func hideTotals(_ shift: Shift, region: Int) {
    for term in shift.terms { hideTotal(region: region, column: term.column, .complementary) }
  }
}
