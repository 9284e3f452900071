import Schools

/// Looks through the cells of a table, row by row, for personal data.
///
/// - Text and code cells of the profile are looked at under the rule of their field.
/// - So is every cell of a column that the profile does not know: it is not loaded, but its bytes would be stored.
/// - Other cells are looked at when they could not be typed.
final class PersonalDataWatch {
  private struct Column {
    /// As problems name it.
    let name: String
    let rule: PersonalDataRule
    /// Its cells are judged together too.
    let isUnknown: Bool
    var evidence = ColumnEvidence()
    /// The last cell that was looked at in earnest and found clear; the next is often the same.
    var cleared: [UInt8] = []
  }

  /// A column that is looked at in every row, and what a glance needs to know of it.
  private struct Glance {
    let column: Int
    let isKey: Bool
    let isUnknown: Bool
  }

  private let reader: TableReader
  private let detector: PersonalDataDetector
  private let glances: UnsafeMutableBufferPointer<Glance>
  /// Columns that are looked at when a row could not be typed.
  private let rest: [Int]
  private var columns: [Column]
  /// Cells of a row that are there to be looked at.
  private let limit: Int
  private(set) var hasSeenAll = true

  /// Begins with the file's header, `names`, in order.
  ///
  /// - Parameters:
  ///   - header: what the columns mean; nil when the header cannot be used, and names alone tell.
  ///   - row: where the header stands.
  init(
    _ names: [String], _ header: TableReader.Header?, row: Int, of reader: TableReader,
    _ problems: inout ProblemList
  ) {
    self.reader = reader
    let (table, bundle) = (reader.table, reader.bundle)
    limit = reader.limits.columns
    detector = PersonalDataDetector(year: bundle.academicYear)
    var (columns, glances, rest): ([Column], [Glance], [Int]) = ([], [], [])
    let known = ColumnNames.of(table)
    let isHeader = HeaderSearch.isLikely(
      header?.columns.count { $0 >= 0 }
        ?? names.count { known.match(folded: ColumnNames.folded($0)) != nil }, of: names)
    for (index, name) in names.enumerated() {
      let field =
        header.map { $0.columns.firstIndex(of: index).map { table.fields[$0] } }
        ?? table.field(name)
      let isExtra =
        header.map { [$0.school, $0.year, $0.deleted].contains(index) }
        ?? (bundle.kind == .school && ExtraColumn(rawValue: name) != nil)
      let isContact = bundle.kind == .register && PersonalColumn.isContact(name)
      let rule =
        field.map { PersonalDataRule.of($0, in: table) } ?? (isContact ? .institution : .plain)
      let isUnknown = field == nil && !isExtra
      columns.append(
        Column(
          name: isHeader ? Self.printable(name, at: index) : Self.numbered(index),
          rule: rule ?? .plain,
          isUnknown: isUnknown && !isContact))
      if isExtra || rule == nil {
        rest.append(index)
      } else {
        glances.append(
          Glance(column: index, isKey: rule?.isKey == true, isUnknown: isUnknown))
      }
      if name.contains("\u{FFFD}") { hasSeenAll = false }
    }
    (self.columns, self.rest) = (columns, rest)
    self.glances = .allocate(capacity: glances.count)
    _ = self.glances.initialize(from: glances)
    // A file without a header begins with its first person.
    for glance in glances where glance.isUnknown {
      guard let kind = detector.find(names[glance.column], .plain) else { continue }
      problems.append(kind.problem(at: location(row, glance.column)))
    }
  }

  deinit { glances.deallocate() }

  /// A column's name for problems; its number when the name itself speaks of a person, or may: in a file without
  /// a header a name alone is the first row's.
  static func printable(_ name: String, at index: Int) -> String {
    let shown = EntryName.printable(name)
    let isPlain = !shown.isEmpty && shown == name && PersonalText.isNoName(name)
    return isPlain ? shown : numbered(index)
  }

  /// What a column is called that has no name to be shown.
  static func numbered(_ index: Int) -> String { "№ \(index + 1)" }

  // MARK: Rows

  /// Looks at a row; false when it holds personal data, which `problems` then tell.
  ///
  /// - Parameter isTyped: every cell of the profile got its value; else those are looked at too.
  @inline(__always)
  func clears<Source: RecordSource>(
    _ records: Source, isTyped: Bool, _ problems: inout ProblemList
  ) -> Bool {
    var isClear = true
    for glance in glances where glance.column < records.count {
      let cell = records[glance.column]
      if PersonalDataSieve.isClear(cell, isKey: glance.isKey), !glance.isUnknown { continue }
      if !clears(cell, glance.column, records.number, &problems) { isClear = false }
    }
    return isTyped ? isClear : clearsRest(records, &problems) && isClear
  }

  /// Looks at the cells that a row that was typed need not answer for.
  private func clearsRest<Source: RecordSource>(
    _ records: Source, _ problems: inout ProblemList
  ) -> Bool {
    var isClear = true
    if records.count > limit { miss() }
    let beyond = columns.count..<max(columns.count, min(records.count, limit))
    for column in rest + beyond where column < records.count {
      if column >= columns.count {
        columns.append(Column(name: Self.numbered(column), rule: .plain, isUnknown: true))
      }
      if !clears(records[column], column, records.number, &problems) { isClear = false }
    }
    return isClear
  }

  @inline(never)
  private func clears(
    _ cell: UnsafeRawBufferPointer, _ column: Int, _ row: Int, _ problems: inout ProblemList
  ) -> Bool {
    guard let kind = look(UTF8Text.trimmed(cell), column, row) else { return true }
    problems.append(kind.problem(at: location(row, column)))
    return false
  }

  private func look(_ cell: UnsafeRawBufferPointer, _ column: Int, _ row: Int) -> PersonalData? {
    guard !cell.isEmpty else { return nil }
    let rule = columns[column].rule
    if columns[column].isUnknown { columns[column].evidence.add(text: cell, row: row, detector) }
    if PersonalDataSieve.isClear(cell, isKey: rule.isKey) { return nil }
    if !rule.isKey, PersonalDataSieve.isClearText(cell) { return nil }
    if PersonalDataSieve.isBareNumber(cell) {
      if rule.bareNumbers {
        columns[column].evidence.add(number: cell, row: row, isKey: rule.isKey, detector)
      }
      return nil
    }
    if columns[column].cleared.elementsEqual(cell) { return nil }
    if let kind = detector.find(cell, rule) { return kind }
    columns[column].cleared.removeAll(keepingCapacity: true)
    columns[column].cleared.append(contentsOf: cell)
    return nil
  }

  /// Notes a record that could not be taken apart and so was not looked at.
  func miss() { hasSeenAll = false }

  /// Tells what only whole columns tell.
  func finish(_ problems: inout ProblemList) {
    for (index, column) in columns.enumerated() {
      for (kind, row) in column.evidence.findings {
        problems.append(kind.problem(at: location(row, index)))
      }
    }
  }

  /// Looks at a text beside the table's rows, as titles are looked at.
  func lookAtTitle(
    _ text: [UInt8], at location: @autoclosure () -> Problem.Location,
    _ problems: inout ProblemList
  ) {
    let kind = text.withUnsafeBytes { detector.find($0, .title) }
    if let kind { problems.append(kind.problem(at: location())) }
  }

  private func location(_ row: Int, _ column: Int) -> Problem.Location {
    reader.place(row, columns[column].name, at: column)
  }
}
