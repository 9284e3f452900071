import Schools

/// The rows of an export as the records of a record table: a header in the profile's names, then what its rows make.
final class ExportRecords: RecordSource {
  /// What of an export's rows was no record.
  struct Tally {
    var blanks = 0
    var totals: [Int] = []
    /// Values of the column that tells schools apart.
    var schools: Set<[UInt8]> = []
  }

  private let source: any RecordSource
  private let cells: ExportCells
  private let output: ExportLayout.Output
  private let fields: [String]
  private let watch: ExportWatch
  private let held = HeldCells()
  private var pending: [(cells: [[UInt8]], defects: [CellDefect?])] = []
  private var current: [CellDefect?] = []
  private var isStarted = false
  private var taken = 0
  private(set) var number = 1
  private(set) var tally = Tally()
  private(set) var problems: [Problem] = []
  /// Texts of the header's last record, to know rows that number its columns.
  private var names: [String]

  init(
    _ source: any RecordSource, _ output: ExportLayout.Output, _ cells: ExportCells,
    _ watch: ExportWatch
  ) {
    self.source = source
    self.output = output
    self.cells = cells
    self.watch = watch
    fields = output.rows[0].map(\.field)
    names = cells.header.names
  }

  var count: Int { held.count }
  subscript(_ index: Int) -> UnsafeRawBufferPointer { held[index] }
  func defect(at index: Int) -> CellDefect? { index < current.count ? current[index] : nil }

  func next() throws -> RecordOutcome {
    if !isStarted {
      isStarted = true
      number = 1
      held.hold(fields.map { Array($0.utf8) })
      return .record
    }
    while pending.isEmpty {
      let outcome = try source.next()
      number = source.number
      guard case .record = outcome else { return outcome }
      taken += 1
      watch.look(at: source, isHead: taken <= cells.header.records.upperBound + 1)
      // Records are counted as they stand in the file, blank ones of a text too.
      if taken > cells.header.records.upperBound + 1 { take() }
    }
    let row = pending.removeFirst()
    held.hold(row.cells)
    current = row.defects
    return .record
  }

  private func take() {
    let header = cells.header
    let texts = (0..<min(source.count, 256)).map { UTF8Text.trimmed(source[$0]) }
    guard let first = texts.first(where: { !$0.isEmpty }) else { return }
    guard !ServiceRow.isTotal(first) else {
      tally.totals.append(source.number)
      return
    }
    if taken == header.records.upperBound + 2,
      ServiceRow.isNumbering(texts.map { String(decoding: $0, as: UTF8.self) }, of: names)
    {
      return
    }
    let width = header.names.count
    let isRagged = type(of: source).isRagged
    guard isRagged || (source.count >= width && texts.dropFirst(width).allSatisfy(\.isEmpty)) else {
      problems.append(
        Problem(
          "intake.row_width", at: cells.place(source.number),
          ["found": "\(source.count)", "expected": "\(width)"]))
      return
    }
    if let school = cells.layout.school.flatMap(header.place), school < texts.count,
      !texts[school].isEmpty
    {
      tally.schools.insert(Array(texts[school]))
    }
    if let problem = cells.wholeProblem(source) {
      problems.append(problem)
      return
    }
    for row in output.rows {
      guard let made = cells.row(row.map(\.value), of: source) else { continue }
      pending.append(made)
    }
  }
}
