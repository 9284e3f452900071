import Schools

/// Makes the cells of a record table from the cells of an export's row.
final class ExportCells {
  let layout: ExportLayout
  let header: ExportHeader
  let file: String
  let sheet: String?
  let title: ExportTitle?
  let territories: ExportTerritories?
  /// The day that the sender says, `2025-06-21`.
  let day: String
  /// Makes pseudonyms of identifiers; nil when they are pseudonyms already.
  let pseudonym: ExportPseudonym?
  /// Pupils that were given already, where each is a row of its own.
  private var pupils: Set<[UInt8]> = []

  init(
    _ layout: ExportLayout, _ header: ExportHeader, file: String, sheet: String?,
    title: ExportTitle?, territories: ExportTerritories?, day: String, pseudonym: ExportPseudonym?
  ) {
    (self.layout, self.header, self.file, self.sheet) = (layout, header, file, sheet)
    (self.title, self.territories, self.day) = (title, territories, day)
    self.pseudonym = pseudonym
  }

  func place(_ row: Int, _ column: String? = nil) -> Problem.Location {
    .init(file: file, sheet: sheet, row: row, column: column)
  }

  /// The cells that `values` mean, each with what is wrong with it; nil when the row is none of the table.
  func row(
    _ values: [ExportLayout.Value], of source: any RecordSource
  ) -> (cells: [[UInt8]], defects: [CellDefect?])? {
    var (cells, defects): ([[UInt8]], [CellDefect?]) = ([], [])
    let exam = exam(of: source, values)
    var subject: String?
    for value in values {
      var (cell, defect): ([UInt8], CellDefect?) = ([], nil)
      switch value {
      case .column(let name): (cell, defect) = stated(name, source)
      case .fixed(let text): cell = Array(text.utf8)
      case .columnOr(let name, let text):
        (cell, defect) = stated(name, source)
        if cell.isEmpty, defect == nil { cell = Array(text.utf8) }
      case .pseudonym(let name): (cell, defect) = identifier(name, source)
      case .exam: (cell, defect) = exam
      case .subject(let name, let exams):
        (cell, defect) = stated(name, source)
        guard !cell.isEmpty else { break }
        subject = Self.subject(cell, in: exams[String(decoding: exam.0, as: UTF8.self)] ?? [:])
        (cell, defect) = subject.map { (Array($0.utf8), nil) } ?? ([], .unknownWord)
      case .score(let name, let others):
        (cell, defect) = stated(name, source)
        if !cell.isEmpty, others.contains(subject ?? "") { (cell, defect) = ([], .unknownWord) }
      case .share(let name):
        (cell, defect) = stated(name, source)
        cell = Self.share(cell)
      case .day: cell = Array(day.utf8)
      case .territory:
        guard let code = territories?.codes[source.number] else { return nil }
        cell = Array(code.utf8)
      case .cut: cell = Array((title?.cut ?? "").utf8)
      }
      cells.append(cell)
      defects.append(defect)
    }
    // A table of pupils alone has each once.
    if case .pseudonym? = values.first, values.count == 1, defects[0] == nil {
      guard !cells[0].isEmpty, pupils.insert(cells[0]).inserted else { return nil }
    }
    return (cells, defects)
  }

  private func stated(_ name: String, _ source: any RecordSource) -> ([UInt8], CellDefect?) {
    guard let place = header.place(of: name), place < source.count else { return ([], nil) }
    return (Array(UTF8Text.trimmed(source[place])), source.defect(at: place))
  }

  private func identifier(_ name: String, _ source: any RecordSource) -> ([UInt8], CellDefect?) {
    let (cell, defect) = stated(name, source)
    guard !cell.isEmpty else { return (cell, defect) }
    guard let pseudonym else {
      let isSealed = RosterPseudonym.isPseudonym(String(decoding: cell, as: UTF8.self))
      return isSealed ? (cell, nil) : ([], .plainIdentifier)
    }
    return (pseudonym.text(cell), nil)
  }

  // MARK: Words

  private static let exams: [String: String] = [
    "огэ": "oge", "oge": "oge", "егэ": "ege", "ege": "ege", "гвэ9": "gve9", "гвэ11": "gve11",
  ]

  private func exam(
    of source: any RecordSource, _ values: [ExportLayout.Value]
  ) -> ([UInt8], CellDefect?) {
    for case .exam(let name, let told) in values {
      let (cell, defect) = stated(name, source)
      if header.place(of: name) != nil {
        guard !cell.isEmpty else { return (cell, defect) }
        let word = Self.exams[ColumnNames.folded(String(decoding: cell, as: UTF8.self))]
        return word.map { (Array($0.utf8), nil) } ?? ([], .unknownWord)
      }
      let exam = told.first { header.place(of: $0.column) != nil }?.exam
      return (Array((exam ?? "").utf8), nil)
    }
    return ([], nil)
  }

  /// The subject that a number, a name, or both mean; nil when none or two.
  private static func subject(_ cell: [UInt8], in words: [String: String]) -> String? {
    func known(_ text: Substring) -> String? {
      let folded = ColumnNames.folded(String(text))
      if let word = words[folded] { return word }
      guard !folded.isEmpty, folded.allSatisfy(\.isNumber) else { return nil }
      return words[String(folded.drop { $0 == "0" })]
    }
    let text = String(decoding: cell, as: UTF8.self)
    if let subject = known(text[...]) { return subject }
    guard let match = text.wholeMatch(of: /(\d{1,2})\s*[-–—.]?\s*(\D.*)/),
      let number = known(match.1), number == known(match.2)
    else { return nil }
    return number
  }

  // MARK: Percentages

  /// Hundredths of a percent and less, as a whole number and how many digits stand behind the point; nil when the text
  /// is no percentage.
  private static func percent(_ cell: [UInt8]) -> (digits: [UInt8], scale: Int)? {
    let text = String(decoding: cell, as: UTF8.self).replacing("%", with: "")
    guard let match = text.wholeMatch(of: /\s*(\d{1,3})(?:[.,](\d{1,9}))?\s*/) else { return nil }
    let fraction = match.2.map(String.init) ?? ""
    return (Array((String(match.1) + fraction).utf8), fraction.count)
  }

  /// A percentage as a part of a whole, digit by digit; what is none stands as it is.
  private static func share(_ cell: [UInt8]) -> [UInt8] {
    guard let (digits, scale) = percent(cell) else { return cell }
    let places = scale + 2
    let padded =
      Array(repeating: UInt8(ascii: "0"), count: max(0, places + 1 - digits.count)) + digits
    return padded.dropLast(places) + [UInt8(ascii: ".")] + padded.suffix(places)
  }

  /// What is wrong when the parts of a row's whole do not make it: a column that is misread makes no whole.
  func wholeProblem(_ source: any RecordSource) -> Problem? {
    guard !layout.whole.isEmpty, territories?.codes[source.number] != nil else { return nil }
    var sum = 0.0
    for name in layout.whole {
      guard let (digits, scale) = Self.percent(stated(name, source).0),
        let number = Double(String(decoding: digits, as: UTF8.self))
      else { return nil }
      sum += number / (0..<scale).reduce(1.0) { power, _ in power * 10 }
    }
    // Each of four parts may be rounded by half of a percent.
    guard abs(sum - 100) > 2 else { return nil }
    return Problem("intake.export_shares", at: place(source.number))
  }
}

/// Turns an identifier of an export into a keyed hash; another school's identifiers give others.
struct ExportPseudonym {
  private let key: SchoolKey
  private let prefix: [UInt8]

  var fingerprint: String { key.fingerprint }

  init(_ layout: ExportLayout, key: SchoolKey, school: String) {
    self.key = key
    prefix = Array("\(layout.name)\u{1F}\(school)\u{1F}".utf8)
  }

  func text(_ identifier: [UInt8]) -> [UInt8] {
    SchoolKey.pseudonym(key.hash(prefix + identifier))
  }
}
