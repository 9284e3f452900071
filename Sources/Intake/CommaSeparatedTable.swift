import Schools

/// A table as a CSV file: its header is matched with the profile, then its rows are typed one by one.
struct CommaSeparatedTable {
  private let resource: BundleReader.Resource
  private let bundle: BundleDescriptor
  private let limits: BundleLimits
  private let school: [UInt8]
  private let year: [UInt8]

  init(_ resource: BundleReader.Resource, of bundle: BundleDescriptor, limits: BundleLimits) {
    self.resource = resource
    self.bundle = bundle
    self.limits = limits
    school = Array((bundle.schoolCode ?? "").utf8)
    year = bundle.academicYear.map { Array("\($0)".utf8) } ?? []
  }

  /// Gives rows without a problem to `body`; incomplete when the file could not be read to its end.
  func read(
    _ stream: EntryStream, _ problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> (count: Int, isComplete: Bool) {
    let scanner = RecordScanner(
      delimiter: resource.descriptor.dialect.delimiter, columns: limits.columns,
      chunk: limits.chunkBytes, limit: limits.rowBytes, source: stream.read(into:))
    guard let header = try readHeader(scanner, &problems) else { return (0, false) }
    let parsers = resource.table.fields.map { CellParser($0) }
    let cells = UnsafeMutableBufferPointer<Cell>.allocate(capacity: parsers.count)
    cells.initialize(repeating: .null)
    defer { cells.deallocate() }
    var count = 0
    while true {
      let outcome = try scanner.next()
      if case .end = outcome { return (count, true) }
      guard case .record = outcome else {
        problems.append(problem(outcome, row: scanner.number))
        if isLast(outcome) { return (count, false) }
        continue
      }
      if scanner.count == 1, scanner[0].isEmpty { continue }
      guard scanner.count == header.width else {
        problems.append(
          Problem(
            "intake.row_width", at: place(row: scanner.number),
            ["found": "\(scanner.count)", "expected": "\(header.width)"]))
        continue
      }
      guard let isDeleted = fill(cells, scanner, header, parsers, &problems) else { continue }
      count += 1
      try body(RowView(number: scanner.number, isDeleted: isDeleted, cells: .init(cells)))
    }
  }

  /// Parses a row's cells; nil when one has a problem, else whether the row removes its record.
  @inline(__always)
  private func fill(
    _ cells: UnsafeMutableBufferPointer<Cell>, _ scanner: RecordScanner, _ header: Header,
    _ parsers: [CellParser], _ problems: inout ProblemList
  ) -> Bool? {
    var isSound = true
    let isDeleted = extra(scanner, header, &problems, &isSound)
    for index in 0..<parsers.count {
      let parser = parsers[index]
      let column = header.columns[index]
      if isDeleted, !header.isKey[index] {
        cells[index] = .null
        continue
      }
      let bytes = column < 0 ? nil : UTF8Text.trimmed(scanner[column])
      guard let bytes, !bytes.isEmpty else {
        cells[index] = .null
        if parser.field.isRequired {
          note(Problem("intake.value_missing", at: place(scanner.number, parser.field.name)))
        }
        continue
      }
      do throws(CellParser.Defect) {
        cells[index] = try parser.parse(bytes)
      } catch {
        note(parser.problem(error, at: place(scanner.number, parser.field.name)))
      }
    }
    func note(_ problem: Problem) {
      problems.append(problem)
      isSound = false
    }
    return isSound ? isDeleted : nil
  }

  /// Looks at the columns beside the profile's; returns whether the row removes its record.
  @inline(__always)
  private func extra(
    _ scanner: RecordScanner, _ header: Header, _ problems: inout ProblemList,
    _ isSound: inout Bool
  ) -> Bool {
    if header.school >= 0 {
      let cell = UTF8Text.trimmed(scanner[header.school])
      if !cell.isEmpty, !cell.elementsEqual(school) {
        problems.append(
          Problem(
            "intake.school_mismatch", at: place(scanner.number, ExtraColumn.schoolCode.rawValue)))
        isSound = false
      }
    }
    if header.year >= 0 {
      let cell = UTF8Text.trimmed(scanner[header.year])
      if !cell.isEmpty, !cell.elementsEqual(year) {
        problems.append(
          Problem(
            "intake.year_mismatch", at: place(scanner.number, ExtraColumn.academicYear.rawValue)))
        isSound = false
      }
    }
    guard header.deleted >= 0 else { return false }
    let cell = UTF8Text.trimmed(scanner[header.deleted])
    if cell.isEmpty { return false }
    guard let flag = CellParser.flag(cell) else {
      problems.append(
        Problem(
          "intake.value_malformed", at: place(scanner.number, ExtraColumn.deleted.rawValue),
          ["expected": "1 | 0 | true | false | да | нет"]))
      isSound = false
      return false
    }
    return flag
  }

  // MARK: The header

  /// Where each field stands in the file.
  private struct Header {
    let width: Int
    /// Of each field of the profile: its column, or -1 when the file has none.
    var columns: [Int]
    /// Of each field: whether it tells rows of a slice apart.
    let isKey: [Bool]
    var school = -1
    var year = -1
    var deleted = -1
  }

  private func readHeader(
    _ scanner: RecordScanner, _ problems: inout ProblemList
  ) throws -> Header? {
    let outcome = try scanner.next()
    switch outcome {
    case .record: break
    case .end:
      problems.append(Problem("intake.header_missing", at: place(row: nil)))
      return nil
    default:
      problems.append(problem(outcome, row: 1))
      return nil
    }
    guard scanner.count <= limits.columns else {
      problems.append(
        Problem("intake.columns_too_many", at: place(row: 1), ["limit": "\(limits.columns)"]))
      return nil
    }
    let names = (0..<scanner.count).map {
      String(decoding: UTF8Text.trimmed(scanner[$0]), as: UTF8.self)
    }
    guard !(names.count == 1 && names[0].isEmpty) else {
      problems.append(Problem("intake.header_missing", at: place(row: 1)))
      return nil
    }
    return match(names, &problems)
  }

  private func match(_ names: [String], _ problems: inout ProblemList) -> Header? {
    let table = resource.table
    var header = Header(
      width: names.count, columns: Array(repeating: -1, count: table.fields.count),
      isKey: table.fields.map { table.key.contains($0.name) })
    var isSound = true
    func refuse(_ code: String, _ name: String) {
      problems.append(
        Problem(code, at: .init(file: resource.path, row: 1, column: EntryName.printable(name))))
      isSound = false
    }
    var seen: Set<String> = []
    for (index, name) in names.enumerated() where !name.isEmpty {
      guard seen.insert(name).inserted else {
        refuse("intake.column_repeated", name)
        continue
      }
      if let field = table.fields.firstIndex(where: { $0.name == name }) {
        header.columns[field] = index
        continue
      }
      // A register's rows may name their school and year as fields; they are no extra columns there.
      switch bundle.kind == .school ? ExtraColumn(rawValue: name) : nil {
      case .schoolCode: header.school = index
      case .academicYear: header.year = index
      case .deleted where bundle.mode == .amend: header.deleted = index
      case .deleted: refuse("intake.deletion_in_full", name)
      case nil where PersonalColumn.isPersonal(name): refuse("intake.column_personal", name)
      case nil:
        problems.append(
          Problem(
            "intake.column_unknown",
            at: .init(file: resource.path, row: 1, column: EntryName.printable(name))))
      }
    }
    for (index, field) in table.fields.enumerated()
    where field.isRequired && header.columns[index] < 0 {
      refuse("intake.column_missing", field.name)
    }
    return isSound ? header : nil
  }

  // MARK: Places and problems

  private func place(row: Int?) -> Problem.Location { .init(file: resource.path, row: row) }

  private func place(_ row: Int, _ column: String) -> Problem.Location {
    .init(file: resource.path, row: row, column: column)
  }

  private func problem(_ outcome: RecordScanner.Outcome, row: Int) -> Problem {
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

  private func isLast(_ outcome: RecordScanner.Outcome) -> Bool {
    switch outcome {
    case .quoteUnclosed, .tooLong: true
    default: false
    }
  }
}
