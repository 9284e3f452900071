import Schools

/// A document as a value: words and figures in their order, the same in every form it is written in.
package struct Document: Sendable {
  struct Section: Sendable {
    let title: String
    var blocks: [Block]
  }

  enum Block: Sendable {
    case text(String)
    /// A name over a part of a section.
    case heading(String)
    /// In small print, under what it explains.
    case note(String)
    case list([String])
    case table(Table)
    case chart(Chart)
    /// Lines for a human to write on.
    case blank(lines: Int)
    /// Who signs: places for a name and a hand.
    case signature([String])
  }

  struct Column: Sendable {
    let title: String
    /// Of the table's width; all together are 100.
    let percent: Int
    var isNumber = false
  }

  enum Row: Sendable {
    case cells([String])
    /// A line over the whole width that names the rows under it.
    case heading(String)
  }

  struct Table: Sendable {
    let caption: String
    let columns: [Column]
    let rows: [Row]
  }

  /// A drawing; its figures stand in its table too.
  struct Chart: Sendable {
    let svg: String
    let caption: String
    let table: Table
  }

  package let kind: DocumentKind
  package let title: String
  /// Whose it is and of which time, under the title.
  let subtitle: [String]
  /// A sentence before all others, such as that the data are invented.
  let banner: String?
  private(set) var sections: [Section]
  /// When the data were current, seconds since 1970: the only moment in the files.
  let moment: Int
  package let run: Int
  /// How many rows of `report_v1` the figures were taken from.
  package let rows: Int
  /// ASCII, without an ending.
  package let fileName: String

  init(
    _ kind: DocumentKind, subtitle: [String], sections: [Section], source: DocumentSource,
    fileName: String
  ) throws {
    self.kind = kind
    title = kind.title.ru
    self.subtitle = subtitle
    banner = source.isSynthetic ? Wording(.ru)("synthetic") : nil
    moment = source.moment
    run = source.publication.run
    rows = source.rows
    self.fileName = fileName
    self.sections = sections
    let details = try source.details(tables: Self.tables(of: sections))
    self.sections.append(Section(title: "Реквизиты", blocks: [.table(details)]))
  }

  /// Every table, those of charts too, in the order of the document.
  var tables: [Table] { Self.tables(of: sections) }

  private static func tables(of sections: [Section]) -> [Table] {
    sections.flatMap(\.blocks).compactMap { block in
      switch block {
      case .table(let table): table
      case .chart(let chart): chart.table
      case .text, .heading, .note, .list, .blank, .signature: nil
      }
    }
  }
}

extension Document.Table {
  /// The table as lines of cells parted by tabs: what its checksum is taken of.
  var lines: String {
    let head = columns.map(\.title).joined(separator: "\t")
    let body = rows.map { row in
      switch row {
      case .cells(let cells): cells.joined(separator: "\t")
      case .heading(let title): title
      }
    }
    return ([caption, head] + body).map { $0 + "\n" }.joined()
  }
}
