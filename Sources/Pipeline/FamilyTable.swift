import Schools
import Statistics

/// The figures of one family in one year, as linked columns, and what of them is hidden from whom.
struct FamilyTable {
  /// A figure of a school as it stands.
  struct Figure: Decodable {
    let schoolId: Int
    let municipalityId: Int
    let regionId: Int
    let indicatorId: Int
    let cut: String
    let numerator: Double
    let denominator: Double
    let baseNumerator: Double?
    let baseDenominator: Double?
    let sinceRun: Int

    var parts: Parts {
      Parts(
        numerator: numerator, denominator: denominator, baseNumerator: baseNumerator,
        baseDenominator: baseDenominator)
    }
  }

  /// Where a figure of a school stands.
  struct Place: Hashable {
    let school: Int
    let indicator: Int
    let cut: String
  }

  /// What a publication told: the value's version, and from which level it was hidden, and why.
  struct Told {
    let sinceRun: Int
    let parts: Parts
    let level: Int?
    let cause: LinkedTable.Cause?
  }

  /// What a publication told of one year.
  struct Publication {
    var figures: [Place: Told] = [:]
    /// Hidden totals, and why.
    var totals: [Owned: Hidden] = [:]
  }

  /// What is hidden of one figure: the first level it is hidden from, and why.
  struct Hidden {
    let level: DisclosureLevel
    let cause: LinkedTable.Cause
  }

  /// The figure of a school or a territory.
  struct Owned: Hashable {
    let owner: Int
    let indicator: Int
    let cut: String
  }

  private struct School {
    let id: Int
    let group: Int
    var figures: [Figure] = []
  }

  private let passports: [Int: Indicator]
  private let rule: Disclosure
  private let past: [Publication]
  private let schools: [School]
  private let groups: [Int]
  private let regions: [Int]
  private let regionOfGroup: [Int]
  private let columns: [FamilyColumn]
  private let numbers: [FamilyColumn: Int]
  /// By column, its indicator.
  private let indicators: [Int]

  /// - Parameters:
  ///   - figures: of one year and one family, all regions.
  ///   - passports: by number of the indicator.
  ///   - past: what the last publications told of the same year, the latest first.
  init(
    _ figures: [Figure], passports: [Int: Indicator], past: [Publication], rule: Disclosure
  ) {
    self.passports = passports
    self.past = past
    self.rule = rule
    let parents = Dictionary(
      figures.map { ($0.municipalityId, $0.regionId) }, uniquingKeysWith: { first, _ in first })
    let groups = parents.keys.sorted()
    let regions = Set(parents.values).sorted()
    self.groups = groups
    self.regions = regions
    regionOfGroup = groups.map { group in regions.firstIndex { $0 == parents[group] } ?? 0 }
    schools = Dictionary(grouping: figures, by: \.schoolId).map { id, figures in
      let group = groups.firstIndex { $0 == figures[0].municipalityId } ?? 0
      return School(id: id, group: group, figures: figures)
    }.sorted { $0.id < $1.id }
    var named: [FamilyColumn: Int] = [:]
    for figure in figures {
      for column in Self.columns(figure, passports) { named[column] = figure.indicatorId }
    }
    let columns = named.keys.sorted()
    self.columns = columns
    numbers = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1, $0) })
    indicators = columns.map { named[$0] ?? 0 }
  }

  private static func columns(
    _ figure: Figure, _ passports: [Int: Indicator]
  ) -> [FamilyColumn] {
    let code = passports[figure.indicatorId]?.code ?? ""
    return (figure.baseNumerator == nil ? [false] : [false, true]).map {
      FamilyColumn(code: code, cut: figure.cut, isBase: $0)
    }
  }

  /// Every hidden figure of a school and of a territory.
  func hidden() -> (cells: [Owned: Hidden], totals: [Owned: Hidden]) {
    var cells: [Owned: Hidden] = [:]
    var totals: [Owned: Hidden] = [:]
    let relations = FamilyRelations(
      columns: columns, rows: rows(at: .everyone).map(\.cells),
      isSensitive: passports.values.contains(where: \.isSensitive)
    ).all()
    var earlier: LinkedTable?
    for level in DisclosureLevel.allCases {
      var table = LinkedTable(rows: rows(at: level), regions: regionOfGroup, relations: relations)
      if let earlier { table.keep(earlier) }
      notePast(&table, at: level)
      mark(&table, at: level)
      table.narrowRanges()
      table.protect(rule.protection(level))
      hideWhatWasHidden(&table, at: level)
      for (row, school) in zip(table.rows, schools) {
        note(school.id, row.cells.map { $0?.hidden }, level, in: &cells)
      }
      for (territory, causes) in zip(groups, table.hiddenGroupTotals) {
        note(territory, causes, level, in: &totals)
      }
      for (territory, causes) in zip(regions, table.hiddenRegionTotals) {
        note(territory, causes, level, in: &totals)
      }
      earlier = table
    }
    return (cells, totals)
  }

  private func note(
    _ owner: Int, _ causes: [LinkedTable.Cause?], _ level: DisclosureLevel,
    in found: inout [Owned: Hidden]
  ) {
    for case (let column, let cause?) in causes.enumerated() {
      let figure = Owned(owner: owner, indicator: indicators[column], cut: columns[column].cut)
      guard let first = found[figure] else {
        found[figure] = Hidden(level: level, cause: cause)
        continue
      }
      // What is hidden from the nearest only as before, and from others for a reason of now, stays after this publication.
      if first.cause == .earlier, cause != .earlier {
        found[figure] = Hidden(level: first.level, cause: .complementary)
      }
    }
  }

  private func rows(at level: DisclosureLevel) -> [LinkedTable.Row] {
    schools.map { school in
      var cells: [LinkedTable.Cell?] = Array(repeating: nil, count: columns.count)
      for figure in school.figures {
        let told = known(figure, at: level)
        for column in Self.columns(figure, passports) {
          guard let number = numbers[column] else { continue }
          cells[number] = cell(figure, isBase: column.isBase, told)
        }
      }
      return LinkedTable.Row(group: school.group, cells: cells)
    }
  }

  private func cell(
    _ figure: Figure, isBase: Bool, _ past: LinkedTable.Past
  ) -> LinkedTable.Cell {
    let passport = passports[figure.indicatorId]
    func count(_ parts: Parts) -> (value: Double, units: Double, range: ClosedRange<Double>) {
      let value = isBase ? parts.baseNumerator ?? 0 : parts.numerator
      let units = isBase ? parts.baseDenominator ?? 0 : parts.denominator
      return (value, units, passport?.range(units: units) ?? 0...units)
    }
    let (value, units, range) = count(figure.parts)
    var cell = LinkedTable.Cell(
      value: value, range: min(range.lowerBound, value)...max(range.upperBound, value),
      units: units, past: past)
    let place = Place(school: figure.schoolId, indicator: figure.indicatorId, cut: figure.cut)
    for publication in self.past {
      guard let told = publication.figures[place]?.parts else { continue }
      let (value, _, range) = count(told)
      cell.held.up = min(cell.held.up, range.upperBound - value)
      cell.held.down = min(cell.held.down, value - range.lowerBound)
    }
    return cell
  }

  /// What readers of a level know of a figure from the last publications.
  private func known(_ figure: Figure, at level: DisclosureLevel) -> LinkedTable.Past {
    let place = Place(school: figure.schoolId, indicator: figure.indicatorId, cut: figure.cut)
    var bits: UInt8 = 0
    var isReplaced = false
    for (index, publication) in past.enumerated() {
      guard let told = publication.figures[place] else { continue }
      if let hidden = told.level, hidden <= level.rawValue {
        bits |= 1 << UInt8(index)
      } else if told.sinceRun == figure.sinceRun {
        return .read
      } else {
        isReplaced = true
      }
    }
    return isReplaced ? .replaced : .hidden(bits)
  }

  /// Which totals of municipalities the last publications hid.
  private func notePast(_ table: inout LinkedTable, at level: DisclosureLevel) {
    for (index, publication) in past.enumerated() {
      for (group, territory) in groups.enumerated() {
        for (number, column) in columns.enumerated() {
          let place = Owned(owner: territory, indicator: indicators[number], cut: column.cut)
          guard let hidden = publication.totals[place], hidden.level <= level else { continue }
          table.noteHidden(group: group, column: number, before: 1 << UInt8(index))
        }
      }
    }
  }

  /// The first rule, of cells and totals.
  private func mark(_ table: inout LinkedTable, at level: DisclosureLevel) {
    var groupSums: [Owned: Parts] = [:]
    var regionSums: [Owned: Parts] = [:]
    for (row, school) in schools.enumerated() {
      for figure in school.figures {
        guard let passport = passports[figure.indicatorId] else { continue }
        let region = regionOfGroup[school.group]
        groupSums[
          Owned(owner: school.group, indicator: figure.indicatorId, cut: figure.cut),
          default: .none
        ].add(figure.parts)
        regionSums[
          Owned(owner: region, indicator: figure.indicatorId, cut: figure.cut), default: .none
        ].add(figure.parts)
        if rule.hidesCell(figure.parts, of: passport, at: level) {
          for column in Self.columns(figure, passports) {
            if let number = numbers[column] { table.hide(row: row, column: number) }
          }
        }
      }
    }
    for (number, column) in columns.enumerated() {
      guard let passport = passports[indicators[number]] else { continue }
      func isHidden(_ sums: [Owned: Parts], _ owner: Int) -> Bool {
        let place = Owned(owner: owner, indicator: indicators[number], cut: column.cut)
        return sums[place].map { rule.hidesTotal($0, of: passport, at: level) } ?? false
      }
      for group in groups.indices where isHidden(groupSums, group) {
        table.hideTotal(group: group, column: number)
      }
      for region in regions.indices where isHidden(regionSums, region) {
        table.hideTotal(region: region, column: number)
      }
    }
  }

  /// What one of the last publications hid of its own accord stays hidden, figures and totals: beside the totals of then
  /// and now a correction would tell what it was.
  private func hideWhatWasHidden(_ table: inout LinkedTable, at level: DisclosureLevel) {
    for (row, school) in schools.enumerated() {
      for figure in school.figures {
        let place = Place(school: school.id, indicator: figure.indicatorId, cut: figure.cut)
        let wasHidden = past.contains { publication in
          guard let told = publication.figures[place], let hidden = told.level else {
            return false
          }
          return hidden <= level.rawValue && told.cause != .earlier
        }
        guard wasHidden else { continue }
        for column in Self.columns(figure, passports) {
          if let number = numbers[column] { table.hide(row: row, column: number, .earlier) }
        }
      }
    }
    for number in columns.indices {
      for (index, group) in groups.enumerated() where wasHidden(group, number, level) {
        table.hideTotal(group: index, column: number, .earlier)
      }
      for (index, region) in regions.enumerated() where wasHidden(region, number, level) {
        table.hideTotal(region: index, column: number, .earlier)
      }
    }
  }

  private func wasHidden(_ territory: Int, _ column: Int, _ level: DisclosureLevel) -> Bool {
    let place = Owned(owner: territory, indicator: indicators[column], cut: columns[column].cut)
    return past.contains { publication in
      guard let hidden = publication.totals[place] else { return false }
      return hidden.level <= level && hidden.cause != .earlier
    }
  }
}

extension Parts {
  fileprivate static let none = Parts(numerator: 0, denominator: 0)

  fileprivate mutating func add(_ other: Parts) {
    numerator += other.numerator
    denominator += other.denominator
    if let number = other.baseNumerator { baseNumerator = (baseNumerator ?? 0) + number }
    if let number = other.baseDenominator { baseDenominator = (baseDenominator ?? 0) + number }
  }
}

extension Indicator {
  /// Between which numbers a numerator of so many units lies, as anyone knows.
  fileprivate func range(units: Double) -> ClosedRange<Double> {
    switch (kind, unit) {
    case (.share, _), (.ratio, _), (.flag, _): 0...units
    case (.count, _): 0...Double.infinity
    case (.mean, .mark): 2 * units...5 * units
    case (.mean, .share): 0...units
    case (.mean, .point): 0...100 * units
    case (.mean, _): -100 * units...100 * units
    }
  }
}
