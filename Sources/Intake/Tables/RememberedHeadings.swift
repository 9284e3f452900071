package import Schools

/// What a school calls columns in its own files, said once and remembered.
///
/// A remembered heading is the least sure of a column's names: one of the profile, a title or a synonym that stands in
/// the same file goes before it.
package struct RememberedHeadings: Hashable, Sendable {
  package struct Entry: Hashable, Sendable, Codable {
    /// The record table.
    package let table: String
    package let heading: String
    /// The column of the profile that it means.
    package let column: String

    package init(table: String, heading: String, column: String) {
      self.table = table
      self.heading = heading
      self.column = column
    }

    /// By what the heading is known again, however it is typed.
    package var key: String { ColumnNames.folded(heading) }
  }

  package let entries: [Entry]

  /// Entries that may not be remembered are left out.
  package init(_ entries: [Entry] = []) { self.entries = entries.filter { $0.refusal == nil } }

  /// The columns that headings of a table mean, by the headings' keys.
  func columns(of table: RecordTable) -> [String: Int] {
    var columns: [String: Int] = [:]
    for entry in entries where entry.table == table.name {
      columns[entry.key] = table.fields.firstIndex { $0.name == entry.column }
    }
    return columns
  }

  /// Tells these headings from others: what is read with other ones may give other rows.
  package var fingerprint: [UInt8] {
    let lines = entries.map { "\($0.table)\u{1F}\($0.key)\u{1F}\($0.column)" }.sorted()
    return lines.isEmpty ? [] : sha256(Array(lines.joined(separator: "\n").utf8))
  }
}

extension RememberedHeadings.Entry {
  /// Why a heading cannot be remembered.
  package enum Refusal: Error, Hashable, CustomStringConvertible {
    case tableUnknown, columnUnknown, empty, tooLong, personal
    case known(as: String)

    package var description: String {
      switch self {
      case .tableUnknown: "there is no such table in a school's bundle"
      case .columnUnknown: "the table has no such column"
      case .empty: "a heading has letters or digits"
      case .tooLong: "a heading has at most 200 characters, all of them printable"
      case .personal: "the heading speaks of a person: such a column is never read"
      case .known(let column): "the heading is known already, as \(column)"
      }
    }
  }

  /// Nil when the heading may be remembered.
  package var refusal: Refusal? {
    guard let table = RecordTable.all.first(where: { $0.name == self.table }) else {
      return .tableUnknown
    }
    guard table.field(column) != nil else { return .columnUnknown }
    guard !key.isEmpty else { return .empty }
    guard heading.unicodeScalars.count <= 200, EntryName.isPrintable(heading) else {
      return .tooLong
    }
    let isOfPersons = table.fields.contains { PersonalDataRule.keys.contains($0.name) }
    guard !PersonalColumn.isPersonal(heading, isOfPersons: isOfPersons),
      PersonalText.isNoName(heading)
    else { return .personal }
    switch ColumnNames.of(table).match(folded: key)?.column {
    case .field(let index): return .known(as: table.fields[index].name)
    case .extra(let extra): return .known(as: extra.rawValue)
    case nil: return nil
    }
  }
}

extension RememberedHeadings {
  /// Reads a CSV file with the columns `table`, `heading` and `column`, as `soko headings list --format csv` writes it.
  ///
  /// - Throws: ``FileDefect`` with the row of the first line that says no heading.
  package init(file path: String) throws {
    let source = try ByteSource(path: path)
    var offset = 0
    let limits = BundleLimits()
    let records = RecordScanner(
      delimiter: UInt8(ascii: ","), columns: 32, chunk: 1 << 16, limit: limits.rowBytes
    ) { buffer in
      let count = try source.read(at: offset, into: buffer)
      offset += count
      return count
    }
    func cells() -> [String] {
      (0..<min(records.count, 32)).map {
        String(decoding: UTF8Text.trimmed(records[$0]), as: UTF8.self)
      }
    }
    guard case .record = try records.next() else { throw FileDefect(row: 1, why: "no header") }
    let names = cells()
    let places = ["table", "heading", "column"].compactMap { names.firstIndex(of: $0) }
    guard places.count == 3 else {
      throw FileDefect(row: 1, why: "the header is table,heading,column")
    }
    var entries: [Entry] = []
    while case .record = try records.next() {
      let row = cells()
      if row == [""] { continue }
      guard row.count == names.count else {
        throw FileDefect(row: records.number, why: "\(row.count) cells under \(names.count) names")
      }
      let entry = Entry(
        table: row[places[0]], heading: row[places[1]], column: row[places[2]])
      if let refusal = entry.refusal {
        throw FileDefect(row: records.number, why: "\(refusal)")
      }
      entries.append(entry)
    }
    self.init(entries)
  }

  package struct FileDefect: Error, CustomStringConvertible {
    package let row: Int
    package let why: String

    package var description: String { "row \(row) of the headings: \(why)" }
  }
}
