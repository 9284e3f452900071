import Schools

extension TableReader {
  /// Where each field stands in the file.
  struct Header {
    let width: Int
    /// The names of the file's columns.
    let names: [String]
    /// Of each field of the profile: its column, or -1 when the file has none.
    var columns: [Int]
    /// Of each field: whether it tells rows of a slice apart.
    let isKey: [Bool]
    /// The records that make it, counted in what was looked at.
    var records = 0...0
    /// The names as they stand in the last record of the header, to know it when it is repeated.
    var texts: [[UInt8]] = []
    var school = -1
    var year = -1
    var deleted = -1
  }

  /// Finds the header among the first records and leaves `records` at the first row.
  func readHeader<Source: RecordSource>(
    _ records: RecordBuffer<Source>, _ layout: inout TableForm.Layout,
    _ problems: inout ProblemList
  ) throws -> Header? {
    let found = try findHeader(records)
    guard let index = found?.records.upperBound ?? records.records.firstIndex(where: isUsable)
    else {
      let refused = records.records.first { !isRecord($0.outcome) }
      problems.append(
        refused.map { $0.outcome.problem(at: place(row: $0.number), limits) }
          ?? Problem("intake.header_missing", at: place(row: nil)))
      return nil
    }
    if let refused = records.records[...index].first(where: { !isRecord($0.outcome) }) {
      problems.append(refused.outcome.problem(at: place(row: refused.number), limits))
      return nil
    }
    let record = records.records[index]
    records.head = index
    layout.headerRow = record.number
    guard record.count <= limits.columns else {
      problems.append(
        Problem(
          "intake.columns_too_many", at: place(row: record.number),
          ["limit": "\(limits.columns)"]))
      return nil
    }
    let last = found?.last ?? index
    if let found {
      layout.headerRows = found.records.count
      layout.titleRows =
        records.records[..<found.records.lowerBound].count { isUsable($0) }
      layout.noteRows = last - index
    }
    let names = found?.names ?? HeaderSearch.Names(record.cells).texts
    // What stands in a text beyond the last name is no part of a row, but half a number with a comma perhaps.
    let width =
      Source.isRagged
      ? max(record.count, names.count) : (names.lastIndex { !$0.isEmpty } ?? record.count - 1) + 1
    var header = match(names, found?.matches, width: width, row: record.number, &problems)
    if let header, let matches = found?.matches { layout.note(matches, names, table, header) }
    header?.texts = record.cells
    header?.records = (found?.records.lowerBound ?? index)...last
    let notes = header == nil ? 0 : noteRows(after: last, names, records)
    layout.noteRows += notes
    records.skip(last + 1 + notes)
    return header
  }

  private func findHeader<Source: RecordSource>(
    _ records: RecordBuffer<Source>
  ) throws -> HeaderSearch.Found? {
    let names = ColumnNames.of(table).adding(bundle.headings.columns(of: table))
    var looked: [HeaderSearch.Names] = []
    while looked.count < HeaderSearch.limit {
      let isMore = try records.take(columns: limits.columns)
      if let record = records.records.last, records.records.count > looked.count {
        looked.append(HeaderSearch.Names(record.cells))
        // Nothing is to be searched for where all names are the profile's.
        if looked.count == 1, let plain = plainHeader(looked[0], names) {
          if isMore { _ = try records.take(columns: limits.columns) }
          return plain
        }
      }
      guard isMore else { break }
    }
    return HeaderSearch(names: names).find(in: looked)
  }

  /// The header that is the first record, in the very names of the profile and with all that is required.
  private func plainHeader(
    _ record: HeaderSearch.Names, _ names: ColumnNames
  ) -> HeaderSearch.Found? {
    let columns = record.texts.map { names.named($0) }
    guard !columns.isEmpty, columns.allSatisfy({ $0 != nil }) else { return nil }
    for (index, field) in table.fields.enumerated() where field.isRequired {
      guard columns.contains(.field(index)) else { return nil }
    }
    return HeaderSearch.Found(
      records: 0...0, last: 0, names: record.texts,
      matches: columns.map { $0.map { .init(column: $0, strength: .name) } },
      score: columns.count)
  }

  func isRecord(_ outcome: RecordOutcome) -> Bool {
    if case .record = outcome { true } else { false }
  }

  private func isUsable<Source: RecordSource>(_ record: RecordBuffer<Source>.Record) -> Bool {
    isRecord(record.outcome) && !record.isBlank
  }

  /// Records right under the header that number or measure its columns.
  private func noteRows<Source: RecordSource>(
    after last: Int, _ names: [String], _ records: RecordBuffer<Source>
  ) -> Int {
    var count = 0
    while last + 1 + count < records.records.count {
      let cells = records.records[last + 1 + count].cells.map {
        String(decoding: $0, as: UTF8.self)
      }
      guard ServiceRow.isNumbering(cells, of: names) || ServiceRow.isUnits(cells) else { break }
      count += 1
    }
    return count
  }

  private func match(
    _ names: [String], _ matches: [ColumnNames.Match?]?, width: Int, row: Int,
    _ problems: inout ProblemList
  ) -> Header? {
    var header = Header(
      width: width, names: names,
      columns: Array(repeating: -1, count: table.fields.count),
      isKey: table.fields.map { table.key.contains($0.name) })
    var isSound = true
    func at(_ name: String, _ column: Int?) -> Problem.Location {
      place(row, PersonalDataWatch.printable(name, at: column ?? 0), at: column)
    }
    func refuse(_ code: String, _ name: String, _ column: Int?) {
      problems.append(Problem(code, at: at(name, column)))
      isSound = false
    }
    var taken: [ColumnNames.Column: ColumnNames.Strength] = [:]
    for match in matches ?? [] {
      guard let match else { continue }
      let strength = taken[match.column] ?? match.strength
      taken[match.column] = strength.rawValue > match.strength.rawValue ? strength : match.strength
    }
    var seen: Set<ColumnNames.Column> = []
    var unknown: Set<String> = []
    for (index, name) in names.enumerated() where !name.isEmpty {
      // A surer name of the same column stands elsewhere.
      let match = matches?[index].flatMap { taken[$0.column] == $0.strength ? $0 : nil }
      if let match, !seen.insert(match.column).inserted {
        refuse("intake.column_repeated", name, index)
        continue
      }
      switch match?.column {
      case .field(let field): header.columns[field] = index
      case .extra(.schoolCode): header.school = index
      case .extra(.academicYear): header.year = index
      case .extra(.deleted) where bundle.mode == .amend: header.deleted = index
      case .extra(.deleted): refuse("intake.deletion_in_full", name, index)
      case nil where isPersonal(name): refuse("intake.column_personal", name, index)
      case nil:
        guard unknown.insert(name).inserted else { continue }
        problems.append(Problem("intake.column_unknown", at: at(name, index)))
      }
    }
    for (index, field) in table.fields.enumerated()
    where field.isRequired && header.columns[index] < 0 {
      refuse("intake.column_missing", field.name, nil)
    }
    return isSound ? header : nil
  }

  /// Whether a column that is no field, or a part of its name when two records make it, speaks of a person.
  private func isPersonal(_ name: String) -> Bool {
    // A register may say how a school is reached.
    if bundle.kind == .register, PersonalColumn.isContact(name) { return false }
    let isOfPersons = table.fields.contains { PersonalDataRule.keys.contains($0.name) }
    return ([name] + name.split(separator: " / ").map(String.init)).contains {
      PersonalColumn.isPersonal($0, isOfPersons: isOfPersons)
    }
  }
}

extension TableForm.Layout {
  /// Notes which columns were read by a remembered heading.
  fileprivate mutating func note(
    _ matches: [ColumnNames.Match?], _ names: [String], _ table: RecordTable,
    _ header: TableReader.Header
  ) {
    for (index, match) in matches.enumerated() where match?.strength == .remembered {
      guard let field = header.columns.firstIndex(of: index) else { continue }
      remembered = (remembered ?? [:]).merging([names[index]: table.fields[field].name]) { $1 }
    }
  }
}
