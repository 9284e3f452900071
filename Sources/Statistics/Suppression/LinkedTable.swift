/// Counts of many rows in linked columns, some of which must stay unknown to whoever reads the others.
///
/// Rows belong to groups and groups to regions; the totals of both are read too. Columns are tied by `relations`: a
/// whole is the sum of its parts, two columns are one count. `hide` marks what must be hidden, `protect` hides as little
/// more as makes every marked cell uncertain by the width it needs.
///
/// - A cell is certified by a *shift*: counts moved by one step in columns of its row, so that every relation still holds,
///   and moved back in other rows whose cells are hidden in the same columns. Whoever reads the open cells and the totals
///   cannot tell the shifted table from the true one, so the cell's feasible interval is at least as wide as the
///   shift can go. A certificate is never wrong; where none is found, more is hidden than the optimum would.
/// - Source: Hundepool et al., *Statistical Disclosure Control* (2012), 4.4.3: the hypercube method, of which a shift is
///   the form for hierarchical tables.
public struct LinkedTable: Sendable {
  /// What readers of earlier publications know of a cell.
  public enum Past: Hashable, Sendable {
    /// Never read. The bits are the earlier publications in which it stood, hidden.
    case hidden(UInt8)
    /// This very value was read.
    case read
    /// Another value was read, and this one replaced it.
    case replaced
  }

  public enum Cause: String, Hashable, Sendable {
    case primary, complementary
    /// It was hidden in one of the last publications, and a correction must not give that away.
    case earlier

    func outweighs(_ other: Cause?) -> Bool {
      guard let other else { return true }
      return weight > other.weight
    }

    private var weight: Int {
      switch self {
      case .earlier: 0
      case .complementary: 1
      case .primary: 2
      }
    }
  }

  public struct Cell: Sendable {
    public let value: Double
    /// What anyone knows without this table: a count lies between 0 and its units.
    public let range: ClosedRange<Double>
    /// What is left of the range beside the open sums it is a part of.
    public internal(set) var known: ClosedRange<Double>
    public let units: Double
    public var past: Past
    /// How far earlier versions of it could be moved up and down with it, where they stood hidden in its place.
    public var held = (up: Double.infinity, down: Double.infinity)
    public internal(set) var hidden: Cause?
    /// It counts some of its units.
    let isCount: Bool

    public init(
      value: Double, range: ClosedRange<Double>, units: Double, past: Past = .hidden(0)
    ) {
      self.value = value
      self.range = range
      known = range
      self.units = units
      self.past = past
      isCount = range == 0...units
    }

    /// How far the count may be moved one way: with its earlier versions, or by itself.
    func room(_ sign: Int, alone: Bool = false) -> Double {
      let own = sign > 0 ? range.upperBound - value : value - range.lowerBound
      return max(0, alone ? own : min(own, sign > 0 ? held.up : held.down))
    }
  }

  /// What ties columns of one row: a signed sum that a shift must not change.
  public struct Relation: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
      /// The sum is zero: parts less their whole.
      case zero
      /// The sum of two is zero, for they are one count by their definition, each of its own units.
      case same
      /// The sum is the units, of which all its columns have the same: parts of a whole that has no column.
      case units
      /// Whatever the sum is, it stays: counts of which one holds the other.
      case together
    }

    public let kind: Kind
    public let terms: [Term]

    public init(_ kind: Kind, _ terms: [Term]) {
      self.kind = kind
      self.terms = terms
    }
  }

  public struct Term: Hashable, Sendable {
    public let column: Int
    /// 1 or −1.
    public let sign: Int

    public init(_ column: Int, _ sign: Int) {
      self.column = column
      self.sign = sign
    }
  }

  public struct Row: Sendable {
    public let group: Int
    public internal(set) var cells: [Cell?]
    /// The relations that hold in it, smallest first.
    var relations: [Int] = []

    /// - Parameter cells: one a column; nil where the row has none.
    public init(group: Int, cells: [Cell?]) {
      self.group = group
      self.cells = cells
    }
  }

  /// Totals hidden of one group or region, by column.
  public internal(set) var hiddenGroupTotals: [[Cause?]]
  public internal(set) var hiddenRegionTotals: [[Cause?]]
  /// Of each group, by column, the earlier publications in which its total was hidden, as bits like those of `Past`.
  public private(set) var hiddenBefore: [[UInt8]]
  public internal(set) var rows: [Row]
  let regions: [Int]
  let relations: [Relation]
  /// By column, the relations that name it.
  let naming: [[Int]]
  /// By group and by region, its rows.
  let members: [[Int]]
  let neighbors: [[Int]]

  /// - Parameters:
  ///   - regions: of every group, its region.
  ///   - relations: candidates. One that holds in nearly all rows is heeded in those: in the others a count is wrong.
  ///     What holds in a few holds by chance.
  public init(rows: [Row], regions: [Int], relations: [Relation]) {
    let columns = rows.first?.cells.count ?? 0
    let ordered = relations.filter { $0.isRule(of: rows) }
      .sorted { $0.terms.count < $1.terms.count }
    self.relations = ordered
    self.regions = regions
    self.rows = rows.map { row in
      var row = row
      row.relations = ordered.indices.filter { ordered[$0].holds(in: row.cells) }
      return row
    }
    var naming = Array(repeating: [Int](), count: columns)
    for (index, relation) in ordered.enumerated() {
      for term in relation.terms { naming[term.column].append(index) }
    }
    self.naming = naming
    let regionCount = (regions.max() ?? -1) + 1
    var members = Array(repeating: [Int](), count: regions.count)
    var neighbors = Array(repeating: [Int](), count: regionCount)
    for (index, row) in rows.enumerated() {
      members[row.group].append(index)
      neighbors[regions[row.group]].append(index)
    }
    self.members = members
    self.neighbors = neighbors
    let none = Array(repeating: Cause?.none, count: columns)
    hiddenGroupTotals = Array(repeating: none, count: regions.count)
    hiddenRegionTotals = Array(repeating: none, count: regionCount)
    hiddenBefore = Array(repeating: Array(repeating: 0, count: columns), count: regions.count)
  }

  /// Says that a group's total was hidden in an earlier publication.
  public mutating func noteHidden(group: Int, column: Int, before bits: UInt8) {
    hiddenBefore[group][column] |= bits
  }

  /// Hides a cell; one that is hidden keeps its cause, unless the new one is weightier. Without a cell nothing happens.
  public mutating func hide(row: Int, column: Int, _ cause: Cause = .primary) {
    guard let cell = rows[row].cells[column] else { return }
    if cause.outweighs(cell.hidden) { rows[row].cells[column]?.hidden = cause }
  }

  public mutating func hideTotal(group: Int, column: Int, _ cause: Cause = .primary) {
    let known = hiddenGroupTotals[group][column]
    if cause.outweighs(known) { hiddenGroupTotals[group][column] = cause }
  }

  public mutating func hideTotal(region: Int, column: Int, _ cause: Cause = .primary) {
    let known = hiddenRegionTotals[region][column]
    if cause.outweighs(known) { hiddenRegionTotals[region][column] = cause }
  }
}

extension LinkedTable.Relation {
  private static let tolerance = 1e-6
  /// In how many of the rows it names a tie must hold.
  public static let ruleShare = 0.9

  func isRule(of rows: [LinkedTable.Row]) -> Bool {
    let named = rows.filter { names($0.cells) }
    return !named.isEmpty
      && Double(named.count { holds(in: $0.cells) }) >= Self.ruleShare * Double(named.count)
  }

  /// Whether a row has two of the columns, and the whole if there is one.
  private func names(_ cells: [LinkedTable.Cell?]) -> Bool {
    let present = terms.filter { cells[$0.column] != nil }
    return present.count > 1
      && present.count { $0.sign < 0 } == terms.count { $0.sign < 0 }
  }

  /// Whether it is true of a row. A part the row lacks counts nothing; a whole it lacks ties nothing.
  func holds(in cells: [LinkedTable.Cell?]) -> Bool {
    var sum = 0.0
    var units: Double?
    var count = 0
    for term in terms {
      guard let cell = cells[term.column] else {
        if term.sign < 0 || kind == .together { return false }
        continue
      }
      count += 1
      sum += Double(term.sign) * cell.value
      if kind == .units {
        if let units, units != cell.units { return false }
        units = cell.units
      }
    }
    guard count > 1 else { return false }
    switch kind {
    case .zero, .same: return abs(sum) < Self.tolerance
    case .units: return abs(sum - (units ?? 0)) < Self.tolerance
    case .together: return true
    }
  }
}

extension LinkedTable {
  /// Hides what is hidden in `other`, a table of the same shape, for the same cause; but for what was only hidden before,
  /// which covers nothing for long.
  public mutating func keep(_ other: LinkedTable) {
    for (row, kept) in other.rows.enumerated() {
      for (column, cell) in kept.cells.enumerated() {
        if let cause = cell?.hidden, cause != .earlier { hide(row: row, column: column, cause) }
      }
    }
    for (group, causes) in other.hiddenGroupTotals.enumerated() {
      for case (let column, let cause?) in causes.enumerated() where cause != .earlier {
        hideTotal(group: group, column: column, cause)
      }
    }
    for (region, causes) in other.hiddenRegionTotals.enumerated() {
      for case (let column, let cause?) in causes.enumerated() where cause != .earlier {
        hideTotal(region: region, column: column, cause)
      }
    }
  }

  /// Narrows what is known of counts to what open sums leave: a part is no more than its whole, and of those who are not in
  /// it there are no more than in the whole. A sum of one part alone is that part and narrows nothing, unless it is open as a
  /// count of more units: then the count is told rightly, and only its share of the few is not.
  public mutating func narrowRanges() {
    for row in rows.indices {
      for index in rows[row].relations {
        let relation = relations[index]
        if relation.kind == .same { narrowTwins(row, relation.terms) }
        let terms = relation.terms.filter { rows[row].cells[$0.column] != nil }
        guard relation.kind == .zero,
          let whole = terms.first(where: { $0.sign < 0 }), terms.count > 2,
          let sum = rows[row].cells[whole.column], sum.hidden == nil
        else { continue }
        for part in terms where part.sign > 0 {
          rows[row].cells[part.column]?.narrow(to: sum.value, of: sum.units)
        }
      }
    }
    for column in naming.indices {
      for group in members.indices where hiddenGroupTotals[group][column] == nil {
        narrow(members[group], column)
      }
      for region in neighbors.indices where hiddenRegionTotals[region][column] == nil {
        narrow(neighbors[region], column)
      }
    }
  }

  private mutating func narrowTwins(_ row: Int, _ terms: [Term]) {
    for (one, other) in [(terms[0].column, terms[1].column), (terms[1].column, terms[0].column)] {
      guard let few = rows[row].cells[one], let many = rows[row].cells[other],
        many.hidden == nil, many.units > few.units, few.value == many.value
      else { continue }
      rows[row].cells[one]?.known = few.value...few.value
    }
  }

  private mutating func narrow(_ summed: [Int], _ column: Int) {
    let cells = summed.compactMap { rows[$0].cells[column] }
    guard cells.count > 1 else { return }
    let value = cells.reduce(0) { $0 + $1.value }
    let units = cells.reduce(0) { $0 + $1.units }
    for row in summed { rows[row].cells[column]?.narrow(to: value, of: units) }
  }
}

extension LinkedTable.Cell {
  fileprivate mutating func narrow(to sum: Double, of all: Double) {
    guard isCount else { return }
    let high = max(value, min(known.upperBound, sum))
    let low = min(value, max(known.lowerBound, units - (all - sum)))
    known = low...high
  }
}
