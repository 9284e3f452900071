import Statistics
import Testing

/// What is hidden beside what must be, and whether whoever reads the rest can tell.
@Suite struct SuppressionTests {
  private let five = Protection(width: 5, share: 0.2)

  private func cell(
    _ value: Double, of units: Double, past: LinkedTable.Past = .hidden(0)
  ) -> LinkedTable.Cell {
    .init(value: value, range: 0...units, units: units, past: past)
  }

  /// One column, all in one region; the rows of each group.
  private func column(_ groups: [[LinkedTable.Cell]]) -> LinkedTable {
    let rows = groups.enumerated().flatMap { group, cells in
      cells.map { LinkedTable.Row(group: group, cells: [$0]) }
    }
    return LinkedTable(rows: rows, regions: groups.map { _ in 0 }, relations: [])
  }

  private func hidden(_ table: LinkedTable) -> [[LinkedTable.Cause?]] {
    table.rows.map { $0.cells.map { $0?.hidden } }
  }

  @Test func `one hidden cell takes the smallest other with it`() {
    // 4 of 30 alone is the total less the others. With 12 of 40: 0 to 16, wide enough.
    var table = column([[cell(4, of: 30), cell(12, of: 40), cell(60, of: 200)]])
    table.hide(row: 0, column: 0)
    table.protect(five)
    #expect(hidden(table) == [[.primary], [.complementary], [nil]])
    #expect(table.hiddenGroupTotals == [[nil]])
  }

  @Test func `two that leave too little take a third`() {
    // 4 and 1 of 5 each: the first is 0 to 5, wide enough; 4 and 1 with sizes 5 and 2: 3 to 5.
    var wide = column([[cell(4, of: 5), cell(1, of: 5), cell(30, of: 90)]])
    wide.hide(row: 0, column: 0)
    wide.hide(row: 1, column: 0)
    wide.protect(five)
    #expect(hidden(wide) == [[.primary], [.primary], [nil]])
    var narrow = column([[cell(4, of: 5), cell(1, of: 2), cell(30, of: 90)]])
    narrow.hide(row: 0, column: 0)
    narrow.hide(row: 1, column: 0)
    narrow.protect(five)
    #expect(hidden(narrow) == [[.primary], [.primary], [.complementary]])
  }

  @Test func `a row that knows itself cannot be the only cover`() {
    var table = column([[cell(4, of: 30), cell(12, of: 40), cell(20, of: 50), cell(60, of: 200)]])
    table.hide(row: 0, column: 0)
    table.protect(Protection(width: 5, share: 0.2, isAgainstRows: true))
    #expect(hidden(table) == [[.primary], [.complementary], [.complementary], [nil]])
  }

  @Test func `a group of one hides its total and another group's`() {
    var table = column([[cell(4, of: 30)], [cell(9, of: 40), cell(50, of: 90)]])
    table.hide(row: 0, column: 0)
    table.protect(five)
    #expect(hidden(table) == [[.primary], [.complementary], [nil]])
    #expect(table.hiddenGroupTotals == [[.complementary], [.complementary]])
    #expect(table.hiddenRegionTotals == [[nil]])
  }

  @Test func `where no cover is left the region's total goes`() {
    var table = column([[cell(4, of: 30)]])
    table.hide(row: 0, column: 0)
    #expect(table.protect(five).isEmpty)
    #expect(table.hiddenGroupTotals == [[.complementary]])
    #expect(table.hiddenRegionTotals == [[.complementary]])
  }

  @Test func `what was read before covers nothing, and a value read before is lost`() {
    // The second and third were read: the totals of then and now would give the first away.
    var table = column([
      [cell(4, of: 30), cell(12, of: 40, past: .read), cell(9, of: 50, past: .replaced)]
    ])
    table.hide(row: 0, column: 0)
    table.protect(five)
    #expect(hidden(table) == [[.primary], [nil], [nil]])
    #expect(table.hiddenGroupTotals == [[.complementary]])
    var known = column([[cell(4, of: 30, past: .read), cell(12, of: 40)]])
    known.hide(row: 0, column: 0)
    #expect(known.protect(five).map(\.row) == [0])
  }

  @Test func `cells that were not there together do not cover each other`() {
    var table = column([[cell(4, of: 30), cell(12, of: 40, past: .hidden(1))]])
    table.hide(row: 0, column: 0)
    table.hide(row: 1, column: 0)
    table.protect(five)
    #expect(table.hiddenGroupTotals == [[.complementary]])
  }

  @Test func `a part of a whole takes a sibling in both rows`() {
    // Columns a, b, c and their sum. 4 of 30 in the first row.
    func row(_ a: Double, _ b: Double, _ c: Double) -> LinkedTable.Row {
      .init(
        group: 0,
        cells: [cell(a, of: 30), cell(b, of: 40), cell(c, of: 50), cell(a + b + c, of: 120)])
    }
    let parts = LinkedTable.Relation(.zero, [.init(0, 1), .init(1, 1), .init(2, 1), .init(3, -1)])
    var table = LinkedTable(
      rows: [row(4, 20, 25), row(15, 15, 30)], regions: [0], relations: [parts])
    table.hide(row: 0, column: 0)
    table.protect(five)
    #expect(
      hidden(table) == [
        [.primary, .complementary, nil, nil], [.complementary, .complementary, nil, nil],
      ])
  }

  @Test func `one count under two codes is hidden under both`() {
    func row(_ value: Double) -> LinkedTable.Row {
      .init(group: 0, cells: [cell(value, of: 30), cell(value, of: 60)])
    }
    let same = LinkedTable.Relation(.zero, [.init(0, 1), .init(1, -1)])
    var table = LinkedTable(rows: [row(4), row(15)], regions: [0], relations: [same])
    table.hide(row: 0, column: 0)
    table.protect(five)
    #expect(hidden(table) == [[.primary, .complementary], [.complementary, .complementary]])
  }

  @Test func `a count told over more units leaves nothing to hide over few`() {
    // 3 of 90 is open; 3 of 4 is the same count. As 3 of 4 twice it is not told.
    let same = LinkedTable.Relation(.same, [.init(0, 1), .init(1, -1)])
    func table(_ units: Double) -> LinkedTable {
      let cells = [cell(3, of: 4), cell(3, of: units)]
      var table = LinkedTable(
        rows: [.init(group: 0, cells: cells), .init(group: 0, cells: [nil, cell(9, of: 60)])],
        regions: [0], relations: [same])
      table.hide(row: 0, column: 0)
      table.narrowRanges()
      return table
    }
    #expect(table(90).rows[0].cells[0]?.known == 3...3)
    #expect(table(4).rows[0].cells[0]?.known == 0...4)
  }

  @Test func `where one way leaves too little, several are hidden together`() {
    // One school: 0 of 9 in the first part; the others hold 3 and 2, and the whole 5 of 60 is open. Up by 3 and by 2.
    let parts = LinkedTable.Relation(.zero, [.init(0, 1), .init(1, 1), .init(2, 1), .init(3, -1)])
    let cells = [cell(0, of: 9), cell(3, of: 25), cell(2, of: 26), cell(5, of: 60, past: .read)]
    var table = LinkedTable(
      rows: [.init(group: 0, cells: cells)], regions: [0], relations: [parts])
    table.hide(row: 0, column: 0)
    #expect(table.protect(five).isEmpty)
    #expect(hidden(table) == [[.primary, .complementary, .complementary, nil]])
    #expect(table.hiddenRegionTotals == [[.complementary, .complementary, .complementary, nil]])
  }

  @Test func `what was hidden before only covers where it is chosen to`() {
    var nearer = column([[cell(4, of: 30), cell(12, of: 40), cell(60, of: 200)]])
    nearer.hide(row: 1, column: 0, .earlier)
    nearer.hide(row: 2, column: 0, .complementary)
    var table = column([[cell(4, of: 30), cell(12, of: 40), cell(60, of: 200)]])
    table.keep(nearer)
    #expect(hidden(table) == [[nil], [nil], [.complementary]])
    table.hide(row: 1, column: 0, .earlier)
    table.hide(row: 1, column: 0, .complementary)
    table.hide(row: 2, column: 0, .earlier)
    #expect(hidden(table) == [[nil], [.complementary], [.complementary]])
  }

  @Test func `a range is no wider than the open sums leave`() {
    // 6 of 8 in a whole of 6 of 28, and a total of 7: not more than 6.
    let parts = LinkedTable.Relation(.zero, [.init(0, 1), .init(1, 1), .init(2, -1)])
    var table = LinkedTable(
      rows: [
        .init(group: 0, cells: [cell(6, of: 8), cell(0, of: 20), cell(6, of: 28)]),
        .init(group: 0, cells: [cell(1, of: 9), cell(3, of: 20), cell(4, of: 29)]),
      ], regions: [0], relations: [parts])
    table.hide(row: 0, column: 0)
    table.narrowRanges()
    #expect(table.rows[0].cells[0]?.known == 0...6)
    // Of the 17 in the column 7 are counted, so 10 are not: of 9 no fewer than none, of 8 none.
    #expect(table.rows[1].cells[0]?.known == 0...4)
  }

  /// Small tables, all that fit what is open listed one by one: each hidden cell takes values as far apart as it needs.
  @Test(arguments: Array(1...60) as [UInt64])
  func `no reader of small random tables can tell`(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    func number(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(random.next() % UInt64(range.count))
    }
    let isSummed = seed % 2 == 0
    let groups = number(1...2)
    let rows = (0..<groups).flatMap { group in
      (0..<number(1...3)).map { _ in
        let units = [Double(number(3...5)), Double(number(3...5))]
        let values = units.map { Double(number(0...Int($0))) }
        var cells: [LinkedTable.Cell?] = zip(values, units).map { cell($0, of: $1) }
        if isSummed { cells.append(cell(values[0] + values[1], of: units[0] + units[1])) }
        return LinkedTable.Row(group: group, cells: cells)
      }
    }
    let parts = LinkedTable.Relation(.zero, [.init(0, 1), .init(1, 1), .init(2, -1)])
    var table = LinkedTable(
      rows: rows, regions: Array(repeating: 0, count: groups), relations: isSummed ? [parts] : [])
    for (index, row) in rows.enumerated() where (1...2).contains(row.cells[0]?.value ?? 0) {
      table.hide(row: index, column: 0)
    }
    table.narrowRanges()
    let protection = Protection(width: 2, share: 0.2)
    #expect(table.protect(protection).isEmpty)
    let possible = SmallTables(table, isSummed: isSummed).extremes()
    for (index, row) in table.rows.enumerated() {
      guard let cell = row.cells[0], cell.hidden == .primary else { continue }
      let found = try #require(possible[index])
      #expect(
        Double(found.count - 1) >= protection.need(cell.value, cell.known),
        "row \(index) is \(found), \(hidden(table)), \(table.hiddenGroupTotals)")
    }
  }
}

/// Every table of whole numbers that agrees with the open cells, the sums and the open totals.
private struct SmallTables {
  let table: LinkedTable
  let isSummed: Bool
  private let free: [(row: Int, column: Int)]

  init(_ table: LinkedTable, isSummed: Bool) {
    self.table = table
    self.isSummed = isSummed
    free = table.rows.indices.flatMap { row in
      (0...1).filter { table.rows[row].cells[$0]?.hidden != nil }.map { (row, $0) }
    }
  }

  /// By row, the values the first column takes.
  func extremes() -> [Int: ClosedRange<Int>] {
    var values = table.rows.map { row in row.cells.prefix(2).map { Int($0?.value ?? 0) } }
    let truth = values
    var found: [Int: ClosedRange<Int>] = [:]
    assign(0, &values, truth, &found)
    return found
  }

  private func assign(
    _ place: Int, _ values: inout [[Int]], _ truth: [[Int]], _ found: inout [Int: ClosedRange<Int>]
  ) {
    guard place < free.count else {
      if agrees(values, truth) {
        for (row, pair) in values.enumerated() {
          let before = found[row] ?? pair[0]...pair[0]
          found[row] = min(before.lowerBound, pair[0])...max(before.upperBound, pair[0])
        }
      }
      return
    }
    let (row, column) = free[place]
    for value in 0...Int(table.rows[row].cells[column]?.units ?? 0) {
      values[row][column] = value
      if column == 1 || table.rows[row].cells[1]?.hidden == nil, !sums(values, truth, row) {
        continue
      }
      assign(place + 1, &values, truth, &found)
    }
    values[row][column] = truth[row][column]
  }

  /// An open whole is the sum of its parts.
  private func sums(_ values: [[Int]], _ truth: [[Int]], _ row: Int) -> Bool {
    !isSummed || table.rows[row].cells[2]?.hidden != nil
      || values[row][0] + values[row][1] == truth[row][0] + truth[row][1]
  }

  private func agrees(_ values: [[Int]], _ truth: [[Int]]) -> Bool {
    func sum(_ tables: [[Int]], _ column: Int, _ group: Int?) -> Int {
      tables.indices.reduce(0) { sum, row in
        guard group == nil || table.rows[row].group == group else { return sum }
        return sum + (column < 2 ? tables[row][column] : tables[row][0] + tables[row][1])
      }
    }
    for column in 0..<(isSummed ? 3 : 2) {
      if table.hiddenRegionTotals[0][column] == nil,
        sum(values, column, nil) != sum(truth, column, nil)
      {
        return false
      }
      for group in table.hiddenGroupTotals.indices
      where table.hiddenGroupTotals[group][column] == nil {
        if sum(values, column, group) != sum(truth, column, group) { return false }
      }
    }
    return true
  }
}
