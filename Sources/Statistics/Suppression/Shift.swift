/// Counts moved together in one row: columns and the way each goes. Every relation that holds in the row still holds.
struct Shift: Hashable, Sendable {
  let terms: [LinkedTable.Term]
}

extension LinkedTable {
  /// How far a search for shifts goes: so many are found, so many columns long, after so many steps.
  private static let searched = (shifts: 24, columns: 10, steps: 300)

  /// Shifts of a row that move `column` up, those through hidden and small cells first.
  ///
  /// Cells whose value was read before cannot move. Empty when nothing can: the cell follows from what is known of its row.
  func shifts(row: Int, column: Int) -> [Shift] {
    var found: [Shift] = []
    var steps = 0
    var signs: [Int: Int] = [column: 1]
    search(row, &signs, &found, &steps)
    return found
  }

  private func search(
    _ row: Int, _ signs: inout [Int: Int], _ found: inout [Shift], _ steps: inout Int
  ) {
    steps += 1
    guard steps <= Self.searched.steps, found.count < Self.searched.shifts else { return }
    guard let (relation, sum) = broken(row, signs) else {
      found.append(Shift(terms: signs.sorted { $0.key < $1.key }.map { Term($0.key, $0.value) }))
      return
    }
    guard abs(sum) == 1, signs.count < Self.searched.columns else { return }
    let free = relations[relation].terms.filter { term in
      guard let cell = rows[row].cells[term.column] else { return false }
      return signs[term.column] == nil && cell.past != .read
    }
    for term in free.sorted(by: { precedes($0, $1, row) }) {
      signs[term.column] = -sum * term.sign
      search(row, &signs, &found, &steps)
      signs[term.column] = nil
    }
  }

  private func precedes(_ one: Term, _ other: Term, _ row: Int) -> Bool {
    guard let left = rows[row].cells[one.column], let right = rows[row].cells[other.column] else {
      return false
    }
    let (first, second) = (left.hidden == nil ? 1 : 0, right.hidden == nil ? 1 : 0)
    return (first, left.units, one.column) < (second, right.units, other.column)
  }

  /// The first relation of the row that the signs break, and by how much.
  private func broken(_ row: Int, _ signs: [Int: Int]) -> (relation: Int, sum: Int)? {
    var named = Set<Int>()
    for column in signs.keys { named.formUnion(naming[column]) }
    for relation in named.sorted() where holds(relation, row) {
      let sum = relations[relation].terms.reduce(0) { $0 + $1.sign * (signs[$1.column] ?? 0) }
      if sum != 0 { return (relation, sum) }
    }
    return nil
  }

  private func holds(_ relation: Int, _ row: Int) -> Bool {
    let held = rows[row].relations
    var (low, high) = (0, held.count)
    while low < high {
      let middle = (low + high) / 2
      if held[middle] < relation { low = middle + 1 } else { high = middle }
    }
    return low < held.count && held[low] == relation
  }

  /// Whether the row has every cell of the shift and no relation of it breaks.
  func allows(_ shift: Shift, row: Int) -> Bool {
    guard shift.terms.allSatisfy({ rows[row].cells[$0.column] != nil }) else { return false }
    if shift.terms.count == 1, naming[shift.terms[0].column].isEmpty { return true }
    return broken(row, Dictionary(uniqueKeysWithValues: shift.terms.map { ($0.column, $0.sign) }))
      == nil
  }

  /// How far the row can be moved along the shift, or against it.
  func room(_ shift: Shift, row: Int, against: Bool, alone: Bool = false) -> Double {
    shift.terms.reduce(.infinity) { least, term in
      let sign = against ? -term.sign : term.sign
      return min(least, rows[row].cells[term.column]?.room(sign, alone: alone) ?? 0)
    }
  }

  func isHidden(_ shift: Shift, row: Int) -> Bool {
    shift.terms.allSatisfy { rows[row].cells[$0.column]?.hidden != nil }
  }

  func hasTotalsHidden(_ shift: Shift, group: Int) -> Bool {
    shift.terms.allSatisfy { hiddenGroupTotals[group][$0.column] != nil }
  }

  /// Whether the group's totals stood hidden in all these earlier publications, so that nothing of them ties the shift.
  func hadTotalsHidden(_ shift: Shift, group: Int, in past: UInt8?) -> Bool {
    guard let past else { return false }
    return shift.terms.allSatisfy { past & ~hiddenBefore[group][$0.column] == 0 }
  }

  func hasTotalsHidden(_ shift: Shift, region: Int) -> Bool {
    shift.terms.allSatisfy { hiddenRegionTotals[region][$0.column] != nil }
  }

  /// The publications in which all cells of the shift stood hidden; nil when they differ or one was read: then earlier
  /// publications would not be shifted with this one.
  func past(_ shift: Shift, row: Int) -> UInt8? {
    var common: UInt8?
    for term in shift.terms {
      guard case .hidden(let bits) = rows[row].cells[term.column]?.past else { return nil }
      if let common, common != bits { return nil }
      common = bits
    }
    return common
  }
}
