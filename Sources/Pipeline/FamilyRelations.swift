import Schools
import Statistics

/// A count of a family: the numerator of an indicator in a cut, or the numerator of its base.
struct FamilyColumn: Hashable, Comparable, Sendable {
  let code: String
  let cut: String
  let isBase: Bool

  static func < (left: Self, right: Self) -> Bool {
    (left.code, left.cut, left.isBase ? 1 : 0) < (right.code, right.cut, right.isBase ? 1 : 0)
  }
}

/// What may tie the columns of a family. Sums of cuts are candidates by their names; ties between indicators
/// must hold in all schools.
struct FamilyRelations {
  let columns: [FamilyColumn]
  let rows: [[LinkedTable.Cell?]]
  let isSensitive: Bool

  private static let tolerance = 1e-6

  func all() -> [LinkedTable.Relation] {
    Array(Set(sumsOfCuts() + equals() + complements() + sumsOfIndicators() + together()))
      .sorted { Self.text($0) < Self.text($1) }
  }

  private static func text(_ relation: LinkedTable.Relation) -> String {
    "\(relation.kind) " + relation.terms.map { "\($0.column):\($0.sign)" }.joined(separator: " ")
  }

  /// Cuts that differ in one key add up to the cut without it, or to a whole that has no cut; grades to their level.
  private func sumsOfCuts() -> [LinkedTable.Relation] {
    struct Whole: Hashable {
      let code: String
      let cut: String
      let key: String
    }
    let numbers = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    var parts: [Whole: [Int]] = [:]
    for (number, column) in columns.enumerated() where column.cut != "all" && !column.isBase {
      let pieces = column.cut.split(separator: ";").map(String.init)
      for (place, piece) in pieces.enumerated() {
        let key = String(piece.prefix { $0 != "=" })
        var rest = pieces
        rest.remove(at: place)
        let whole = rest.isEmpty ? "all" : rest.joined(separator: ";")
        parts[Whole(code: column.code, cut: whole, key: key), default: []].append(number)
        if key == "grade", let level = Self.level(piece) {
          rest.insert(level, at: place)
          let cut = rest.joined(separator: ";")
          parts[Whole(code: column.code, cut: cut, key: key), default: []].append(number)
        }
      }
    }
    return parts.compactMap { whole, parts in
      let terms = parts.map { LinkedTable.Term($0, 1) }
      let column = FamilyColumn(code: whole.code, cut: whole.cut, isBase: false)
      if let number = numbers[column] {
        return .init(.zero, terms + [.init(number, -1)])
      }
      return parts.count > 1 ? .init(.units, terms) : nil
    }
  }

  private static func level(_ grade: String) -> String? {
    switch Int(grade.dropFirst("grade=".count)) {
    case .some(1...4): "level=noo"
    case .some(5...9): "level=ooo"
    case .some(10...11): "level=soo"
    default: nil
    }
  }

  /// The same count under two codes: over other units in the same cut, or over the same units in any cut. Of variants by name
  /// a school whose counts differ is no proof against it.
  private func equals() -> [LinkedTable.Relation] {
    var found: [LinkedTable.Relation] = []
    for (one, other) in pairs({ _, _ in true }) {
      let isSameCut = columns[one].cut == columns[other].cut
      let isVariant =
        isSameCut && IndicatorFamilies.areOneCount(columns[one].code, columns[other].code)
      let isEqual = holds([one, other], in: isVariant ? LinkedTable.Relation.ruleShare : 1) {
        abs($0[0].value - $0[1].value) < Self.tolerance
          && (isSameCut || $0[0].units == $0[1].units)
      }
      guard isEqual else { continue }
      found.append(.init(isVariant ? .same : .zero, [.init(one, 1), .init(other, -1)]))
    }
    return found
  }

  /// Those who did and those who did not.
  private func complements() -> [LinkedTable.Relation] {
    pairs { one, other in
      columns[one].cut == columns[other].cut
        && holds([one, other]) { cells in
          cells[0].units == cells[1].units
            && abs(cells[0].value + cells[1].value - cells[0].units) < Self.tolerance
        }
    }.map { .init(.units, [.init($0, 1), .init($1, 1)]) }
  }

  /// An indicator that is the sum of two others, and several that make up all units.
  private func sumsOfIndicators() -> [LinkedTable.Relation] {
    let cuts = Dictionary(grouping: columns.indices) { columns[$0].cut }.values
    var found: [LinkedTable.Relation] = []
    for alike in cuts where Set(alike.map { columns[$0].code }).count > 2 {
      for whole in alike {
        for one in alike where one != whole {
          for other in alike where other > one && other != whole {
            let isSum = holds([one, other, whole]) { cells in
              Set(cells.map(\.units)).count == 1
                && abs(cells[0].value + cells[1].value - cells[2].value) < Self.tolerance
            }
            if isSum {
              found.append(.init(.zero, [.init(one, 1), .init(other, 1), .init(whole, -1)]))
            }
          }
        }
      }
      if IndicatorFamilies.areParts(alike.map { columns[$0].code }) {
        found.append(.init(.units, alike.map { .init($0, 1) }))
      }
    }
    return found
  }

  /// Of a sensitive family, one count that holds another: how far they are apart tells of both.
  private func together() -> [LinkedTable.Relation] {
    guard isSensitive else { return [] }
    return pairs { one, other in
      columns[one].cut == columns[other].cut && columns[one].code != columns[other].code
        && columns[one].isBase == columns[other].isBase
        && holds([one, other]) { $0[0].units == $0[1].units }
    }.map { .init(.together, [.init($0, 1), .init($1, -1)]) }
  }

  /// Columns of two indicators, or of two parts of one.
  private func pairs(_ isTied: (Int, Int) -> Bool) -> [(Int, Int)] {
    columns.indices.flatMap { one in
      columns.indices.filter { other in
        other > one
          && (columns[one].code != columns[other].code
            || columns[one].isBase != columns[other].isBase)
          && isTied(one, other)
      }.map { (one, $0) }
    }
  }

  /// Whether it is true of every row that has these columns, or of a part of them, and not of nothing only.
  private func holds(
    _ named: [Int], in share: Double = 1, _ isTrue: ([LinkedTable.Cell]) -> Bool
  ) -> Bool {
    var (count, failing) = (0.0, 0.0)
    var isTold = false
    for row in rows {
      let cells = named.compactMap { row[$0] }
      guard cells.count == named.count else { continue }
      count += 1
      guard isTrue(cells) else {
        failing += 1
        if Double(rows.count) - failing < share * Double(rows.count) { return false }
        continue
      }
      if cells.contains(where: { $0.value != 0 }) { isTold = true }
    }
    return isTold && count - failing >= share * count
  }
}
