import Schools

/// A record of a OneRoster file: the columns that are kept, as text.
struct RosterRecord: Sendable {
  /// Its row in its file; the header is row 1.
  let row: Int
  /// Its sender removes it.
  let isDeleted: Bool
  let cells: [String]
  fileprivate let places: [String: Int]
  /// It stands in the archive at hand, not in one before it.
  var isOwn = true

  var id: String { cells[0] }

  /// A cell, by the name of its column; empty when it has no value.
  subscript(_ column: String) -> String { places[column].map { cells[$0] } ?? "" }

  /// The parts of a list, which commas part.
  func list(_ column: String) -> [String] {
    self[column].split(separator: ",").map { String($0.drop { $0 == " " }) }
      .filter { !$0.isEmpty }
  }
}

/// Reads the records of one file of an archive.
struct RosterReading {
  let source: RosterSource
  let file: RosterFile
  /// Makes keyed hashes of identifiers; nil when they are that already.
  let pseudonym: RosterPseudonym?
  private let name: String
  private let detector = PersonalDataDetector(year: nil)

  static let cellBytes = 1000

  init(_ source: RosterSource, _ file: RosterFile, _ pseudonym: RosterPseudonym?) {
    self.source = source
    self.file = file
    self.pseudonym = pseudonym
    name = source.path(of: file) ?? file.path
  }

  /// Gives every well-formed record to `body`; false when the file could not be read to its end.
  func forEach(
    _ problems: inout ProblemList,
    _ body: (RosterRecord, inout ProblemList) throws -> Void
  ) throws -> Bool {
    let before = problems.table
    problems.table = file.table
    defer { problems.table = before }
    do {
      guard let stream = try source.archive.stream(name, isDigested: false) else { return false }
      let limits = source.limits
      let records = RecordScanner(
        delimiter: UInt8(ascii: ","), columns: limits.columns, chunk: limits.chunkBytes,
        limit: limits.rowBytes, source: stream.read(into:))
      return try read(records, &problems, body)
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(file: name, limits: source.limits))
      return false
    }
  }

  private func read(
    _ records: RecordScanner, _ problems: inout ProblemList,
    _ body: (RosterRecord, inout ProblemList) throws -> Void
  ) throws -> Bool {
    guard case .record = try records.next(), records.count <= source.limits.columns else {
      problems.append(Problem("intake.header_missing", at: .init(file: name)))
      return false
    }
    let width = records.count
    guard let columns = header(records, &problems) else { return false }
    while true {
      let outcome = try records.next()
      switch outcome {
      case .end: return true
      case .record: break
      case .malformed, .quoteMisplaced, .quoteUnclosed, .tooLong:
        problems.append(problem(outcome, records.number))
        if outcome.isLast { return false }
        continue
      }
      if records.count == 1, UTF8Text.trimmed(records[0]).isEmpty { continue }
      guard records.count == width else {
        problems.append(
          Problem(
            "intake.row_width", at: place(records.number),
            ["found": "\(records.count)", "expected": "\(width)"]))
        continue
      }
      if let record = record(records, columns, &problems) { try body(record, &problems) }
    }
  }

  // MARK: Header

  /// Of each kept column its place in the file, or nil when it is not there.
  private func header(_ records: RecordScanner, _ problems: inout ProblemList) -> [Int?]? {
    let names = (0..<records.count).map {
      String(decoding: UTF8Text.trimmed(records[$0]), as: UTF8.self)
    }
    let lower = names.map { $0.lowercased() }
    let columns = file.columns.map { column in
      ([column.name] + column.synonyms).lazy
        .compactMap { lower.firstIndex(of: $0.lowercased()) }.first
    }
    let dropped = names.indices.filter { !columns.contains($0) && !names[$0].isEmpty }
    if !dropped.isEmpty {
      guard pseudonym != nil else {
        problems.append(Problem("intake.oneroster_unsealed", at: .init(file: name, row: 1)))
        return nil
      }
      // In a file without a header another name may be someone's.
      let shown = dropped.prefix(40).map { index in
        RosterFile.droppedColumns.contains(names[index]) ? names[index] : "№ \(index + 1)"
      }
      problems.append(
        Problem(
          "intake.oneroster_dropped", at: .init(file: name, row: 1),
          ["columns": shown.joined(separator: ", ")]))
    }
    var isSound = true
    for (index, column) in file.columns.enumerated() where column.isRequired {
      guard columns[index] == nil else { continue }
      problems.append(
        Problem(
          "intake.column_missing", at: .init(file: name, row: 1, column: column.name)))
      isSound = false
    }
    return isSound ? columns : nil
  }

  // MARK: Rows

  private func record(
    _ records: RecordScanner, _ columns: [Int?], _ problems: inout ProblemList
  ) -> RosterRecord? {
    var cells: [String] = []
    cells.reserveCapacity(columns.count)
    var isSound = true
    func note(_ code: String, _ column: Int, _ arguments: [String: String] = [:]) {
      problems.append(
        Problem(code, at: place(records.number, file.columns[column].name), arguments))
      isSound = false
    }
    for (index, column) in file.columns.enumerated() {
      guard let place = columns[index] else {
        cells.append("")
        continue
      }
      let cell = UTF8Text.trimmed(records[place])
      if cell.count > Self.cellBytes {
        note("intake.value_too_long", index, ["limit": "\(Self.cellBytes)"])
      } else if let subject = column.subject, !cell.isEmpty {
        if let pseudonym {
          cells.append(pseudonym.text(cell, subject))
          continue
        }
        let text = String(decoding: cell, as: UTF8.self)
        if !RosterPseudonym.isPseudonym(text) { note("intake.oneroster_unsealed", index) }
        cells.append(text)
        continue
      } else if let kind = personal(cell, column) {
        problems.append(kind.problem(at: self.place(records.number, column.name)))
        isSound = false
      }
      cells.append(isSound ? String(decoding: cell, as: UTF8.self) : "")
    }
    guard isSound else { return nil }
    // The identifier and the status stand before all others.
    let status = cells[1].lowercased()
    if !["", "active", "tobedeleted"].contains(status) {
      note("intake.value_unknown", 1, ["expected": "active, tobedeleted"])
    }
    if source.manifest.mode(of: file) == .delta {
      for column in [1, 2] where cells[column].isEmpty { note("intake.value_missing", column) }
    }
    let isDeleted = status == "tobedeleted"
    for (index, column) in file.columns.enumerated()
    where column.isRequired && cells[index].isEmpty && (index == 0 || !isDeleted) {
      note("intake.value_missing", index)
    }
    guard isSound else { return nil }
    return RosterRecord(
      row: records.number, isDeleted: isDeleted, cells: cells, places: file.places)
  }

  /// What of a person a kept cell holds, though its column is not of persons.
  private func personal(_ cell: UnsafeRawBufferPointer, _ column: RosterFile.Column)
    -> PersonalData?
  {
    if PersonalDataSieve.isClear(cell, isKey: false) || PersonalDataSieve.isClearText(cell) {
      return nil
    }
    if column.kind == .word, cell.count <= 40,
      CalendarDate.isDateOrMoment(String(decoding: cell, as: UTF8.self))
    {
      return nil
    }
    return detector.find(cell, column.kind == .title ? .title : .plain)
  }

  // MARK: Places

  func place(_ row: Int, _ column: String? = nil) -> Problem.Location {
    .init(file: name, row: row, column: column)
  }

  private func problem(_ outcome: RecordOutcome, _ row: Int) -> Problem {
    switch outcome {
    case .malformed: Problem("intake.text_malformed", at: place(row))
    case .quoteMisplaced: Problem("intake.quote_misplaced", at: place(row))
    case .quoteUnclosed: Problem("intake.quote_unclosed", at: place(row))
    case .tooLong, .record, .end:
      Problem(
        "intake.row_too_long", at: place(row),
        ["limit": BundleLimits.text(source.limits.rowBytes)])
    }
  }
}
