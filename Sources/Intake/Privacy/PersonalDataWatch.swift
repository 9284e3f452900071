import Schools

/// Looks through the cells of a table, row by row, for personal data.
///
/// - Text and code cells of the profile are looked at under the rule of their field.
/// - So is every cell of a column that the profile does not know: it is not loaded, but its bytes would be stored.
/// - Other cells are looked at when they could not be typed.
final class PersonalDataWatch {
  private struct Column {
    let index: Int
    /// As problems name it.
    let name: String
    let rule: PersonalDataRule
    let isUnknown: Bool
    var evidence = ColumnEvidence()
    /// The last cell that was looked at in earnest and found clear; the next is often the same.
    var cleared: [UInt8] = []
  }

  private let file: String
  private let detector: PersonalDataDetector
  /// Columns that are looked at in every row.
  private var columns: [Column] = []
  /// The place in `columns` of each column of the file; nil when it is looked at on occasion only.
  private var places: [Int?] = []
  /// Names of the file's columns, for problems.
  private let names: [String]
  /// Cells of a row that are there to be looked at.
  private let limit: Int
  private(set) var hasSeenAll = true

  /// Begins with the file's header, `names`, in order.
  init(
    _ names: [String], of table: RecordTable, in file: String, _ bundle: BundleDescriptor,
    _ limits: BundleLimits, _ problems: inout ProblemList
  ) {
    self.file = file
    limit = limits.columns
    detector = PersonalDataDetector(year: bundle.academicYear)
    self.names = names.enumerated().map { Self.printable($1, at: $0) }
    for (index, name) in names.enumerated() {
      let field = table.field(name)
      let isExtra = bundle.kind == .school && ExtraColumn(rawValue: name) != nil
      let rule =
        field.map { PersonalDataRule.of($0, in: table) }
        ?? (PersonalColumn.isContact(name) && bundle.kind == .register ? .institution : .plain)
      places.append(isExtra || rule == nil ? nil : columns.count)
      guard !isExtra, let rule else { continue }
      columns.append(
        Column(index: index, name: self.names[index], rule: rule, isUnknown: field == nil))
      // A file without a header begins with its first person.
      if field == nil, let kind = detector.find(name, .plain) {
        problems.append(kind.problem(at: location(1, self.names[index])))
      }
      if name.contains("\u{FFFD}") { miss() }
    }
  }

  /// A column's name for problems; its number when the name itself speaks of a person.
  static func printable(_ name: String, at index: Int) -> String {
    let shown = EntryName.printable(name)
    return shown.isEmpty || shown == PersonalText.hidden ? "№ \(index + 1)" : shown
  }

  // MARK: Rows

  /// Looks at a row; false when it holds personal data, which `problems` then tell.
  ///
  /// - Parameter isTyped: every cell of the profile got its value; else those are looked at too.
  @inline(__always)
  func clears<Source: RecordSource>(
    _ records: Source, isTyped: Bool, _ problems: inout ProblemList
  ) -> Bool {
    var isClear = true
    for place in 0..<columns.count {
      let column = columns[place].index
      guard column < records.count else { continue }
      let cell = records[column]
      if PersonalDataSieve.isClear(cell, isKey: columns[place].rule.isKey),
        !columns[place].isUnknown
      {
        continue
      }
      if let kind = look(UTF8Text.trimmed(cell), place, records.number) {
        problems.append(kind.problem(at: location(records.number, columns[place].name)))
        isClear = false
      }
    }
    return isTyped ? isClear : clearsRest(records, &problems) && isClear
  }

  /// Looks at the cells that ``columns`` leaves out.
  private func clearsRest<Source: RecordSource>(
    _ records: Source, _ problems: inout ProblemList
  ) -> Bool {
    var isClear = true
    if records.count > limit { miss() }
    for index in 0..<min(records.count, limit) where index >= places.count || places[index] == nil {
      let cell = UTF8Text.trimmed(records[index])
      guard let kind = detector.find(cell, .plain) else { continue }
      let name = index < names.count ? names[index] : "№ \(index + 1)"
      problems.append(kind.problem(at: location(records.number, name)))
      isClear = false
    }
    return isClear
  }

  private func look(_ cell: UnsafeRawBufferPointer, _ place: Int, _ row: Int) -> PersonalData? {
    guard !cell.isEmpty else { return nil }
    let rule = columns[place].rule
    if columns[place].isUnknown { columns[place].evidence.add(text: cell, row: row, detector) }
    if PersonalDataSieve.isClear(cell, isKey: rule.isKey) { return nil }
    if !rule.isKey, PersonalDataSieve.isClearText(cell) { return nil }
    if PersonalDataSieve.isBareNumber(cell) {
      if rule.bareNumbers {
        columns[place].evidence.add(number: cell, row: row, isKey: rule.isKey, detector)
      }
      return nil
    }
    if columns[place].cleared.elementsEqual(cell) { return nil }
    if let kind = detector.find(cell, rule) { return kind }
    columns[place].cleared.removeAll(keepingCapacity: true)
    columns[place].cleared.append(contentsOf: cell)
    return nil
  }

  /// Notes a record that could not be taken apart and so was not looked at.
  func miss() { hasSeenAll = false }

  /// Tells what only whole columns tell.
  func finish(_ problems: inout ProblemList) {
    for column in columns {
      for (kind, row) in column.evidence.findings {
        problems.append(kind.problem(at: location(row, column.name)))
      }
    }
  }

  private func location(_ row: Int, _ column: String) -> Problem.Location {
    .init(file: file, row: row, column: column)
  }
}
