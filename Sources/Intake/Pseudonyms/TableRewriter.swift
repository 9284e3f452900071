import Schools

/// Writes one table of a school's files anew: identifiers as pseudonyms, the profile's columns and no others.
///
/// Rows keep their numbers, so that a problem of the new file is found in the old one.
struct TableRewriter {
  private enum Source {
    case column(Int)
    case pseudonym([Int], SchoolKey.Subject)
  }

  let table: RecordTable
  /// The file as problems name it.
  let file: String
  let key: SchoolKey
  let map: ColumnMap
  let limits: BundleLimits

  /// What came of a table.
  struct Result {
    var rows = 0
    var fields: [String] = []
    /// Columns that were left out, as they may be printed.
    var dropped: [String] = []
  }

  func rewrite(
    _ records: RecordScanner, to output: OutputFile, book: inout PseudonymBook,
    problems: inout ProblemList
  ) throws -> Result {
    var result = Result()
    guard case .record = try records.next(), records.count <= limits.columns else {
      problems.append(Problem("intake.header_missing", at: place(1)))
      return result
    }
    let names = (0..<records.count).map {
      String(decoding: UTF8Text.trimmed(records[$0]), as: UTF8.self)
    }
    let sources = sources(names, &result, &problems)
    guard !problems.isRejected else { return result }
    output.append(RecordText.csv.record(result.fields.map(\.utf8)))
    while true {
      switch try records.next() {
      case .end:
        try output.flush()
        return result
      case .record: break
      case let outcome:
        problems.append(outcome.problem(at: place(records.number), limits))
        if outcome.isLast { return result }
        continue
      }
      if records.count == 1, UTF8Text.trimmed(records[0]).isEmpty {
        output.append([0x0D, 0x0A])
        continue
      }
      guard records.count == names.count else {
        problems.append(
          Problem(
            "intake.row_width", at: place(records.number),
            ["found": "\(records.count)", "expected": "\(names.count)"]))
        continue
      }
      result.rows += 1
      let cells = sources.enumerated().map { index, source in
        cell(source, records, result.fields[index], &book, &problems)
      }
      output.append(RecordText.csv.record(cells))
      try output.flushIfFull()
    }
  }

  // MARK: Columns

  private func sources(
    _ names: [String], _ result: inout Result, _ problems: inout ProblemList
  ) -> [Source] {
    var sources: [Source] = []
    var used: Set<Int> = []
    for field in table.fields.map(\.name) + [ExtraColumn.deleted.rawValue] {
      let wanted = map.columns(of: field, in: table.name)
      let found = wanted.map { name in names.firstIndex { Self.isSame($0, name) } }
      guard let columns = found.allPresent else {
        if found.contains(where: { $0 != nil }) || table.field(field)?.isRequired == true {
          problems.append(
            Problem("intake.column_missing", at: .init(file: file, row: 1, column: field)))
        }
        continue
      }
      used.formUnion(columns)
      result.fields.append(field)
      switch field {
      case "student_key": sources.append(.pseudonym(columns, .student))
      case "staff_key": sources.append(.pseudonym(columns, .staff))
      default: sources.append(.column(columns[0]))
      }
    }
    result.dropped = names.indices.filter { !used.contains($0) && !names[$0].isEmpty }
      .map { PersonalDataWatch.printable(names[$0], at: $0) }
    return sources
  }

  private static func isSame(_ name: String, _ wanted: String) -> Bool {
    name == wanted || name.lowercased() == wanted.lowercased()
  }

  // MARK: Cells

  private func cell(
    _ source: Source, _ records: RecordScanner, _ field: String, _ book: inout PseudonymBook,
    _ problems: inout ProblemList
  ) -> [UInt8] {
    switch source {
    case .column(let column): return Array(records[column])
    case .pseudonym(let columns, let subject):
      let parts = columns.map { String(decoding: records[$0], as: UTF8.self) }
      let location = Problem.Location(file: file, row: records.number, column: field)
      guard let identifier = LocalIdentifier(parts) else {
        problems.append(Problem("intake.value_missing", at: location))
        return []
      }
      let hash = key.hash(identifier, subject)
      let isDefining = table.name == subject.rawValue
      switch book.note(hash, definingRow: isDefining ? records.number : nil) {
      case nil: break
      case .shared: problems.append(Problem("intake.pseudonym_shared", at: location))
      case .repeated(let row):
        problems.append(Problem("intake.identifier_repeated", at: location, ["first": "\(row)"]))
      }
      return SchoolKey.pseudonym(hash)
    }
  }

  private func place(_ row: Int) -> Problem.Location { .init(file: file, row: row) }
}

extension [Int?] {
  /// All elements, when none is nil.
  fileprivate var allPresent: [Int]? {
    let present = compactMap(\.self)
    return present.count == count ? present : nil
  }
}
