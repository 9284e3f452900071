import Schools

/// Reads a table's records: its header is matched with the profile, then its rows are typed one by one.
struct TableReader {
  let table: RecordTable
  let file: String
  let bundle: BundleDescriptor
  let limits: BundleLimits
  /// Of a workbook: the sheet's name.
  let sheet: String?
  private let school: [UInt8]
  /// The bundle's year as a cell may write it: 2025, 2024/25, 2024/2025.
  private let years: [[UInt8]]

  /// - Parameter file: the file's name, for problems.
  init(
    _ table: RecordTable, in file: String, sheet: String? = nil, of bundle: BundleDescriptor,
    limits: BundleLimits
  ) {
    self.table = table
    self.file = file
    self.sheet = sheet
    self.bundle = bundle
    self.limits = limits
    school = Array((bundle.schoolCode ?? "").utf8)
    years =
      bundle.academicYear.map { year in
        let end = String("\(year)".suffix(2))
        return ["\(year)", "\(year - 1)/\(end)", "\(year - 1)/\(year)", "\(year - 1)-\(year)"]
          .map { Array($0.utf8) }
      } ?? []
  }

  /// Gives rows without a problem to `body`; incomplete when the file could not be read to its end.
  func read<Source: RecordSource>(
    _ records: Source, _ problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    var read = TableRead()
    var layout = TableForm.Layout()
    let first = RecordBuffer(records)
    guard let header = try readHeader(first, &layout, &problems) else {
      read = try readOn(first, records, &problems)
      read.layout = layout
      return read
    }
    let watch = PersonalDataWatch(
      header.names, header, row: layout.headerRow, of: self, &problems)
    lookAround(header.records, first, watch, &problems)
    if sheet != nil {
      for (index, column) in header.columns.enumerated() where column >= 0 {
        layout.columns[table.fields[index].name] = CellAddress.letters(column)
      }
    }
    layout.hiddenColumns = header.columns.count { $0 >= 0 && records.isColumnHidden($0) }
    let parsers = FieldParsers(
      table, declared: bundle.resources.first { $0.name == table.name },
      countsFrom1904: records.countsFrom1904)
    let cells = UnsafeMutableBufferPointer<Cell>.allocate(capacity: parsers.count)
    cells.initialize(repeating: .null)
    defer { cells.deallocate() }
    let isWhole =
      try rows(first, header, parsers, cells, watch, &read, &layout, &problems, body)
      && rows(records, header, parsers, cells, watch, &read, &layout, &problems, body)
    note(layout, &problems)
    for (index, code) in parsers.ambiguities {
      problems.append(
        Problem(
          code, at: .init(file: file, sheet: sheet, column: table.fields[index].name)))
    }
    read.isComplete = isWhole
    if isWhole {
      watch.finish(&problems)
      read.isInspected = watch.hasSeenAll
    }
    read.layout = layout
    read.notations = parsers.seen.list
    return read
  }

  /// Reads rows to the end; false when what follows cannot be read.
  private func rows<Source: RecordSource>(
    _ records: Source, _ header: Header, _ parsers: FieldParsers,
    _ cells: UnsafeMutableBufferPointer<Cell>, _ watch: PersonalDataWatch,
    _ read: inout TableRead,
    _ layout: inout TableForm.Layout, _ problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> Bool {
    while true {
      let outcome = try records.next()
      if case .end = outcome { return true }
      guard case .record = outcome else {
        problems.append(outcome.problem(at: place(row: records.number), limits))
        watch.miss()
        if outcome.isLast { return false }
        continue
      }
      guard let filled = firstFilled(records, header) else {
        if Source.isRagged { _ = watch.clears(records, isTyped: false, &problems) }
        continue
      }
      guard !isService(records, header, filled, &layout, &problems),
        fits(records, header, &problems)
      else {
        _ = watch.clears(records, isTyped: false, &problems)
        continue
      }
      if records.isHidden { layout.hiddenRows += 1 }
      layout.mergedCells += records.mergedCount
      let isDeleted = fill(cells, records, header, parsers, &problems)
      let isTyped = isDeleted == false && (!Source.isRagged || records.count <= header.width)
      guard watch.clears(records, isTyped: isTyped, &problems), let isDeleted else { continue }
      read.count += 1
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
        if column >= 0, let defect = records.defect(at: column) {
          note(defect.problem(at: place(records.number, table.fields[index].name, at: column)))
        } else if parsers[index].field.isRequired {
          note(
            Problem(
              "intake.value_missing",
              at: place(records.number, table.fields[index].name, at: column)))
        }
        continue
      }
      let form = Source.isRagged ? records.form(at: column) : .text
      if form == .date {
        if parsers[index].field.kind == .code {
          cells[index] = .null
          note(
            Problem(
              "intake.code_is_date",
              at: place(records.number, table.fields[index].name, at: column)))
          continue
        }
        // The file itself says what the date is, whatever is declared of texts.
        if parsers[index].field.kind == .date, let cell = CanonicalCell.date.value(bytes) {
          cells[index] = cell
          continue
        }
      }
      if form == .text, let cell = parsers.canonical[index].value(bytes) {
        cells[index] = cell
        continue
      }
      do throws(CellParser.Defect) {
        cells[index] = try parsers.parse(index, bytes, form)
      } catch {
        cells[index] = .null
        note(
          parsers[index].problem(
            error, at: place(records.number, table.fields[index].name, at: column)))
      }
    }
    if let (from, to) = parsers.settle(cells) {
      note(
        Problem(
          "intake.values_contradict",
          at: place(records.number, table.fields[from].name, at: header.columns[from]),
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
            "intake.school_mismatch",
            at: place(records.number, ExtraColumn.schoolCode.rawValue, at: header.school)))
        isSound = false
      }
    }
    if header.year >= 0 {
      let cell = UTF8Text.trimmed(records[header.year])
      if !cell.isEmpty, !years.contains(where: { cell.elementsEqual($0) }) {
        problems.append(
          Problem(
            "intake.year_mismatch",
            at: place(records.number, ExtraColumn.academicYear.rawValue, at: header.year)))
        isSound = false
      }
    }
    guard header.deleted >= 0 else { return false }
    let cell = UTF8Text.trimmed(records[header.deleted])
    if cell.isEmpty { return false }
    guard let flag = CellParser.flag(cell) else {
      problems.append(
        Problem(
          "intake.value_malformed",
          at: place(records.number, ExtraColumn.deleted.rawValue, at: header.deleted),
          ["expected": "1 | 0 | true | false | да | нет"]))
      isSound = false
      return false
    }
    return flag
  }

  // MARK: Places and problems

  func place(row: Int?) -> Problem.Location { .init(file: file, sheet: sheet, row: row) }

  /// - Parameter index: where the column stands in the file, counted from 0; nil or -1 when it does not.
  func place(_ row: Int, _ column: String, at index: Int?) -> Problem.Location {
    var location = Problem.Location(file: file, sheet: sheet, row: row, column: column)
    if sheet != nil, let index, index >= 0 {
      location.cell = "\(CellAddress.letters(index))\(row)"
    }
    return location
  }
}
