import Schools

/// The layout of what another system exports: which of its headings become which columns of which record table.
///
/// A layout is data. A new one is a value here, its place in ``all``, and its fixtures.
struct ExportLayout: Sendable {
  /// The name of its ``BundleFormat``.
  let name: String
  let title: Words
  let container: TableForm.Container
  let kind: BundleKind
  /// Its own columns, with the headings by which they are known. It is told by those that are required.
  let columns: RecordTable
  /// What a row of it becomes; a table stands after those it refers to.
  let outputs: [Output]
  /// The column of an identifier of a person: it is kept as a keyed hash, and all columns that are not declared are
  /// dropped unread.
  var identifier: String?
  /// Headings that one office writes over one figure and another over another: a file with one is refused.
  var unclear: [String] = []
  /// The column that tells schools apart: all rows are of one.
  var school: String?
  /// Titles above the header name one subject and one grade, and may name the year.
  var isTitled = false
  /// The column with names of territories and schools, and those that grow with the territory.
  var territories: (label: String, sizes: [String])?
  /// Columns of percentages that make a whole.
  var whole: [String] = []

  /// A record table, and the rows of it that one row of the export makes.
  struct Output: Sendable {
    let table: RecordTable
    let rows: [[(field: String, value: Value)]]
  }

  /// Where a cell of a record table comes from.
  enum Value: Sendable {
    /// A cell as it stands.
    case column(String)
    case fixed(String)
    /// A cell as it stands, or this where it is empty or there is no such column.
    case columnOr(String, String)
    /// The pseudonym of an identifier.
    case pseudonym(String)
    /// The exam that a column names, else the one of the first column that is there.
    case exam(String, told: [(column: String, exam: String)])
    /// A subject by its number or its name, which may mean others in other exams.
    case subject(String, exams: [String: [String: String]])
    /// A score of an exam in other subjects than these.
    case score(String, except: Set<String>)
    /// A percentage as a part of a whole.
    case share(String)
    /// The day whose state the sender says the file describes.
    case day
    /// The territory whose row it is.
    case territory
    /// Grade and subject of the title, as a cut.
    case cut
  }

  static let all: [ExportLayout] = [.markStatistics, .examList]

  /// A column of an export.
  static func column(
    _ name: String, _ title: String, _ synonyms: [String] = [], isRequired: Bool = true
  ) -> RecordTable.Field {
    RecordTable.Field(name, .text, title, isRequired: isRequired, synonyms: synonyms)
  }

  /// The heading of a person's identifier in a text that no layout reads whole; nil when there is none.
  static func personIdentifier(in sample: TextSample) -> String? {
    let names = all.compactMap { layout in layout.identifier.flatMap { layout.columns.field($0) } }
      .flatMap { [$0.title] + $0.synonyms }
    let folded = Set(names.map(ColumnNames.folded))
    for cut in sample.cuts {
      for row in cut.rows {
        if let index = row.folded.firstIndex(where: folded.contains) { return row.texts[index] }
      }
    }
    return nil
  }
}
