import Schools

/// Where the columns of an export stand.
struct ExportHeader {
  /// What stands before the fingerprint of a key in the last name of a sealed list.
  static let keyMark = "soko.keyFingerprint="

  /// The records that make it, counted among all.
  let records: ClosedRange<Int>
  let names: [String]
  /// Of each column of the file: the layout's column that it is; nil when it is none.
  let columns: [String?]
  /// The key with which identifiers in it were hashed; nil when they stand as their sender wrote them.
  let fingerprint: String?
  /// Columns that two headings name.
  let repeated: [Int]

  private let places: [String: Int]

  /// The header of `layout` among `rows`; nil unless all that is required stands in it.
  init?(of layout: ExportLayout, in rows: [HeaderSearch.Names]) {
    let known = ColumnNames.of(layout.columns)
    guard let found = HeaderSearch(names: known).find(in: rows) else { return nil }
    var (columns, places, repeated): ([String?], [String: Int], [Int]) = ([], [:], [])
    for (index, match) in found.matches.enumerated() {
      guard case .field(let field) = match?.column else {
        columns.append(nil)
        continue
      }
      let name = layout.columns.fields[field].name
      columns.append(name)
      if places[name] == nil { places[name] = index } else { repeated.append(index) }
    }
    let isWhole = layout.columns.fields.allSatisfy { !$0.isRequired || places[$0.name] != nil }
    guard isWhole else { return nil }
    records = found.records
    names = found.names
    fingerprint = found.names.first { $0.hasPrefix(Self.keyMark) }
      .map { String($0.dropFirst(Self.keyMark.count)) }
      .flatMap { SchoolKey.isFingerprint($0) ? $0 : nil }
    (self.columns, self.places, self.repeated) = (columns, places, repeated)
  }

  /// Where a column of the layout stands; nil when the file has none.
  func place(of column: String) -> Int? { places[column] }

  /// Says what is wrong with the names: a person's column refuses the file, an unknown one is told.
  func check(
    _ layout: ExportLayout, at place: (_ name: String, _ index: Int) -> Problem.Location,
    _ problems: inout ProblemList
  ) {
    for (index, name) in names.enumerated() where !name.isEmpty {
      let location = place(PersonalDataWatch.printable(name, at: index), index)
      if repeated.contains(index) {
        problems.append(Problem("intake.column_repeated", at: location))
      } else if layout.unclear.contains(where: {
        ColumnNames.folded($0) == ColumnNames.folded(name)
      }) {
        problems.append(Problem("intake.export_heading_unclear", at: location))
      } else if columns[index] == nil, !name.hasPrefix(Self.keyMark) {
        let isPersonal = PersonalColumn.isPersonal(name, isOfPersons: layout.identifier != nil)
        problems.append(
          Problem(isPersonal ? "intake.column_personal" : "intake.column_unknown", at: location))
      }
    }
  }
}
