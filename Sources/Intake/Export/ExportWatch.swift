import Schools

/// Looks through the cells of an export for personal data: what is stored, whether it is loaded or not.
///
/// Columns that are dropped before anything is stored are not looked at.
final class ExportWatch {
  private let cells: ExportCells
  private let detector: PersonalDataDetector
  private var evidence: [Int: ColumnEvidence] = [:]
  private(set) var problems: [Problem] = []

  init(_ cells: ExportCells, year: Int?) {
    self.cells = cells
    detector = PersonalDataDetector(year: year)
  }

  /// - Parameter isHead: whether the record stands above the rows, as titles do.
  func look(at source: any RecordSource, isHead: Bool) {
    for index in 0..<min(source.count, 16_384) {
      let cell = UTF8Text.trimmed(source[index])
      guard !cell.isEmpty, let rule = isHead ? headRule : rule(of: index) else { continue }
      if let kind = detector.find(cell, rule) {
        let name = index < cells.header.names.count && !isHead ? cells.header.names[index] : ""
        problems.append(
          kind.problem(
            at: cells.place(source.number, PersonalDataWatch.printable(name, at: index))))
      } else if !isHead, isUnknown(index) {
        if PersonalDataSieve.isBareNumber(cell) {
          evidence[index, default: .init()].add(
            number: cell, row: source.number, isKey: false, detector)
        }
        evidence[index, default: .init()].add(text: cell, row: source.number, detector)
      }
    }
  }

  /// Tells what only whole columns tell.
  func finish() {
    for (index, column) in evidence.sorted(by: { $0.key < $1.key }) {
      for (kind, row) in column.findings {
        problems.append(
          kind.problem(at: cells.place(row, PersonalDataWatch.numbered(index))))
      }
    }
  }

  /// Titles of a sealed list are not kept.
  private var headRule: PersonalDataRule? { cells.layout.identifier == nil ? .title : nil }

  private func isUnknown(_ index: Int) -> Bool {
    index >= cells.header.columns.count || cells.header.columns[index] == nil
  }

  private func rule(of index: Int) -> PersonalDataRule? {
    let layout = cells.layout
    if isUnknown(index) { return layout.identifier == nil ? .plain : nil }
    let name = cells.header.columns[index]
    if name == layout.identifier { return nil }
    return name == layout.territories?.label || name == layout.school ? .institution : .plain
  }
}
