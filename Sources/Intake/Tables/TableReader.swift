import Schools

/// Reads a table's records: its header is matched with the profile, then its rows are typed one by one.
struct TableReader {
  let table: RecordTable
  let file: String
  let bundle: BundleDescriptor
  let limits: BundleLimits
  private let school: [UInt8]
  private let year: [UInt8]

  /// - Parameter file: the file's name, for problems.
  init(
    _ table: RecordTable, in file: String, of bundle: BundleDescriptor, limits: BundleLimits
  ) {
    self.table = table
    self.file = file
    self.bundle = bundle
    self.limits = limits
    school = Array((bundle.schoolCode ?? "").utf8)
    year = bundle.academicYear.map { Array("\($0)".utf8) } ?? []
  }

  /// Gives rows without a problem to `body`; incomplete when the file could not be read to its end.
  func read<Source: RecordSource>(
    _ records: Source, _ problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    guard let header = try readHeader(records, &problems) else { return TableRead() }
    let parsers = FieldParsers(
      table, declared: bundle.resources.first { $0.name == table.name })
    let cells = UnsafeMutableBufferPointer<Cell>.allocate(capacity: parsers.count)
    cells.initialize(repeating: .null)
    defer { cells.deallocate() }
    var count = 0
    while true {
      let outcome = try records.next()
      if case .end = outcome {
        return TableRead(count: count, isComplete: true, notations: parsers.seen.list)
      }
      guard case .record = outcome else {
        problems.append(problem(outcome, row: records.number))
        if outcome.isLast { return TableRead(count: count, notations: parsers.seen.list) }
        continue
      }
      if records.count == 1, records[0].isEmpty { continue }
      guard records.count == header.width else {
        problems.append(
          Problem(
            "intake.row_width", at: place(row: records.number),
            ["found": "\(records.count)", "expected": "\(header.width)"]))
        continue
      }
      guard let isDeleted = fill(cells, records, header, parsers, &problems) else { continue }
      count += 1
      try body(RowView(number: records.number, isDeleted: isDeleted, cells: .init(cells)))
    }
  }

  /// Parses a row's cells; nil when one has a problem, else whether the row removes its record.
  @inline(__always)
  private func fill<Source: RecordSource>(
    _ cells: UnsafeMutableBufferPointer<Cell>, _ records: Source, _ header: Header,
    _ parsers: FieldParsers, _ problems: inout ProblemList
  ) -> Bool? {
    var isSound = true
    let isDeleted = extra(records, header, &problems, &isSound)
    for index in 0..<parsers.count {
      let column = header.columns[index]
      if isDeleted, !header.isKey[index] {
        cells[index] = .null
        continue
      }
      let bytes = column < 0 ? nil : UTF8Text.trimmed(records[column])
      guard let bytes, !bytes.isEmpty else {
        cells[index] = .null
        let field = parsers[index].field
        if field.isRequired {
          note(Problem("intake.value_missing", at: place(records.number, field.name)))
        }
        continue
      }
      if let cell = parsers.canonical[index].value(bytes) {
        cells[index] = cell
        continue
      }
      do throws(CellParser.Defect) {
        cells[index] = try parsers.parse(index, bytes)
      } catch {
        cells[index] = .null
        note(parsers[index].problem(error, at: place(records.number, table.fields[index].name)))
      }
    }
    if let (from, to) = parsers.settle(cells) {
      note(
        Problem(
          "intake.values_contradict", at: place(records.number, table.fields[from].name),
          ["other": table.fields[to].name]))
    }
    func note(_ problem: Problem) {
      problems.append(problem)
      isSound = false
    }
    return isSound ? isDeleted : nil
  }

  /// Looks at the columns beside the profile's; returns whether the row removes its record.
  @inline(__always)
  private func extra<Source: RecordSource>(
    _ records: Source, _ header: Header, _ problems: inout ProblemList,
    _ isSound: inout Bool
  ) -> Bool {
    if header.school >= 0 {
      let cell = UTF8Text.trimmed(records[header.school])
      if !cell.isEmpty, !cell.elementsEqual(school) {
        problems.append(
          Problem(
            "intake.school_mismatch", at: place(records.number, ExtraColumn.schoolCode.rawValue)))
        isSound = false
      }
    }
    if header.year >= 0 {
      let cell = UTF8Text.trimmed(records[header.year])
      if !cell.isEmpty, !cell.elementsEqual(year) {
        problems.append(
          Problem(
            "intake.year_mismatch", at: place(records.number, ExtraColumn.academicYear.rawValue)))
        isSound = false
      }
    }
    guard header.deleted >= 0 else { return false }
    let cell = UTF8Text.trimmed(records[header.deleted])
    if cell.isEmpty { return false }
    guard let flag = CellParser.flag(cell) else {
      problems.append(
        Problem(
          "intake.value_malformed", at: place(records.number, ExtraColumn.deleted.rawValue),
          ["expected": "1 | 0 | true | false | да | нет"]))
      isSound = false
      return false
    }
    return flag
  }

  // MARK: Places and problems

  func place(row: Int?) -> Problem.Location { .init(file: file, row: row) }

  private func place(_ row: Int, _ column: String) -> Problem.Location {
    .init(file: file, row: row, column: column)
  }

  func problem(_ outcome: RecordOutcome, row: Int) -> Problem {
    switch outcome {
    case .malformed: Problem("intake.text_malformed", at: place(row: row))
    case .quoteMisplaced: Problem("intake.quote_misplaced", at: place(row: row))
    case .quoteUnclosed: Problem("intake.quote_unclosed", at: place(row: row))
    case .tooLong, .record, .end:
      Problem(
        "intake.row_too_long", at: place(row: row),
        ["limit": BundleLimits.text(limits.rowBytes)])
    }
  }
}
