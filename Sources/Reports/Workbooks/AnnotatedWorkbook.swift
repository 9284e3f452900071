package import Schools

/// A school's own files as a workbook with what is wrong marked in them, to be corrected and sent back.
///
/// - The first sheet lists every problem; then comes what the workbook says of itself, then a sheet a table.
/// - A record stands in the row of the sheet that its number in the file says, every cell as text as it was sent;
///   cells with problems are filled and have a note, and a last column has the sentences.
/// - A file refused for personal data is not shown at all, and of a column the profile does not know the name only.
/// - A file with more records than a sheet has rows is shown with its header and the records that have problems.
/// - What is left out cannot be lost by sending the workbook back: a sheet without it is not taken for the table.
package struct AnnotatedWorkbook: Sendable {
  package struct File: Sendable, Hashable {
    package let table: RecordTable
    package let path: String

    package init(table: RecordTable, path: String) {
      self.table = table
      self.path = path
    }
  }

  /// Calls its second argument with each record of a file: its number, and its cells, or nil when it cannot be
  /// read. It returns whether the file could be read to its end.
  package typealias Records = (File, (Int, [String]?) throws -> Void) throws -> Bool

  private let description: WorkbookDescription
  private let fileName: String
  private let files: [File]
  private let problems: [Problem]
  private let totals: [String: Int]
  private let words: AnnotationWords
  var rowLimit = Workbook.rowLimit

  /// - Parameters:
  ///   - problems: those that are known with their places.
  ///   - totals: how many there are of each code, exactly.
  package init(
    _ description: WorkbookDescription, fileName: String, files: [File], problems: [Problem],
    totals: [String: Int], language: Language = .ru
  ) {
    self.description = description
    self.fileName = fileName
    self.files = files
    self.problems = problems
    self.totals = totals
    words = AnnotationWords(language)
  }

  /// Writes the workbook at `path`, in memory bounded by the number of problems.
  package func write(at path: String, records: @escaping Records) throws {
    let workbook = try Workbook(
      at: path, created: description.created, title: "\(words("problems")) · \(fileName)")
    let list = try workbook.addSheet(words("problems"))
    list.activate()
    try description.write(to: workbook)
    var remarks: [String] = []
    for file in files {
      guard !isWithheld(file) else {
        remarks.append("\(file.path): \(words("withheld"))")
        let sheet = try workbook.addSheet(file.table.name)
        try sheet.write(text: words("withheld"), 0, 0)
        sheet.setTab(.rejected)
        continue
      }
      var annotated = try AnnotatedSheet(
        of: file, in: workbook, problems: problems.filter { $0.location.file == file.path },
        rowLimit: rowLimit, words: words
      ) { try records(file, $0) }
      try annotated.write { try records(file, $0) }
      remarks += annotated.remarks.map { "\(file.path): \($0)" }
    }
    try writeList(to: list, remarks: remarks)
    try workbook.close()
  }

  /// Whether nothing of a file may be shown: it, or a file that is not named, holds personal data.
  private func isWithheld(_ file: File) -> Bool {
    problems.contains {
      $0.isOfPersonalData && ($0.location.file == nil || $0.location.file == file.path)
    }
  }

  private func writeList(to sheet: Sheet, remarks: [String]) throws {
    for (column, width) in [24.0, 10, 24, 16, 70, 70].enumerated() {
      try sheet.setColumns(column...column, width: width, .text)
    }
    sheet.printWide()
    var row = 0
    func line(_ text: String, isBold: Bool = false) throws {
      try sheet.write(text: text, row, 0, Style(form: .text, isBold: isBold))
      row += 1
    }
    try line(fileName, isBold: true)
    try line(problems.isEmpty ? words("sound") : words("advice"))
    for remark in remarks { try line(remark) }
    let shown = Dictionary(grouping: problems, by: \.code).mapValues(\.count)
    for (code, total) in totals.sorted(by: { $0.key < $1.key })
    where total > shown[code, default: 0] {
      try line(words.shown(shown[code, default: 0], of: total, code))
    }
    guard !problems.isEmpty else { return }
    row += 1
    let header = row
    for (column, name) in ["file", "row", "column", "severity", "message", "hint"].enumerated() {
      try sheet.write(
        text: words(name), row, column, Style(form: .text, fill: .heading, isBold: true))
    }
    row += 1
    for problem in problems {
      guard row < Workbook.rowLimit else { break }
      try write(problem, to: sheet, row)
      row += 1
    }
    try sheet.filter(rows: header...(row - 1), columns: 0...5)
  }

  private func write(_ problem: Problem, to sheet: Sheet, _ row: Int) throws {
    let place = problem.location
    if let file = place.file { try sheet.write(text: file, row, 0) }
    if let number = place.row {
      try sheet.write(number: Double(number), row, 1, Style(form: .integer))
    }
    if let column = place.column { try sheet.write(text: column, row, 2) }
    try sheet.write(
      text: words.severity(problem), row, 3,
      Style(form: .text, fill: problem.severity == .rejected ? .rejected : .warning))
    let wrapped = Style(form: .text, isWrapped: true)
    try sheet.write(text: problem.message(words.language), row, 4, wrapped)
    try sheet.write(text: problem.hint(words.language), row, 5, wrapped)
  }
}
