import Schools

/// An export's file: where its table stands in it, and its records from their beginning.
struct ExportFile {
  private enum Container {
    case text(ByteSource)
    case workbook(Workbook, Workbook.Sheet)
  }

  private let container: Container
  private let layout: ExportLayout
  let header: ExportHeader
  /// Where the last record of the header stands.
  let headerRow: Int
  /// What stands above the header.
  let titles: [String]
  /// Sheets that hold a table of the layout beside the one that was taken.
  private(set) var others = 0

  var sheet: Workbook.Sheet? {
    if case .workbook(_, let sheet) = container { sheet } else { nil }
  }

  var workbook: Workbook? {
    if case .workbook(let workbook, _) = container { workbook } else { nil }
  }

  /// The table of `layout` in a file; nil when there is none.
  static func find(
    _ layout: ExportLayout, in source: ByteSource, _ origin: BundleOrigin,
    limits: BundleLimits = BundleLimits()
  ) throws -> ExportFile? {
    let isZip = try source.head(2) == FileMark.zip
    switch layout.container {
    case .text: return isZip ? nil : try find(layout, inText: source)
    case .workbook: return isZip ? try find(layout, inWorkbook: source, origin, limits) : nil
    case .page: return nil
    }
  }

  private static func find(
    _ layout: ExportLayout, inText source: ByteSource
  ) throws -> ExportFile? {
    for cut in try TextSample(source).cuts {
      guard let header = ExportHeader(of: layout, in: cut.rows) else { continue }
      return ExportFile(.text(source), layout, header, cut.rows, cut.numbers)
    }
    return nil
  }

  /// A workbook that says which tables it holds is none, whatever stands in its sheets.
  private static func find(
    _ layout: ExportLayout, inWorkbook source: ByteSource, _ origin: BundleOrigin,
    _ limits: BundleLimits
  ) throws -> ExportFile? {
    var problems = ProblemList(limitPerCode: 0)
    do {
      guard
        let workbook = try Workbook.open(
          source, file: origin.fileName, limits: limits, problems: &problems),
        !workbook.archive.contains(BundleDescriptor.fileName),
        !workbook.sheets.contains(where: {
          TableNames.isReserved(sheet: $0.name) || TableNames.table(sheet: $0.name) != nil
        })
      else { return nil }
      var found: [ExportFile] = []
      for sheet in workbook.sheets {
        let buffer = RecordBuffer(try workbook.records(of: sheet, fillsMerges: false))
        while buffer.records.count < HeaderSearch.limit, try buffer.take(columns: 200) {}
        let rows = buffer.records.map { HeaderSearch.Names($0.cells) }
        guard let header = ExportHeader(of: layout, in: rows) else { continue }
        found.append(
          ExportFile(
            .workbook(workbook, sheet), layout, header, rows, buffer.records.map(\.number)))
      }
      var first = found.first
      first?.others = max(0, found.count - 1)
      return first
    } catch is WorkbookDefect {
      return nil
    } catch is ArchiveDefect {
      return nil
    }
  }

  private init(
    _ container: Container, _ layout: ExportLayout, _ header: ExportHeader,
    _ rows: [HeaderSearch.Names], _ numbers: [Int]
  ) {
    (self.container, self.layout, self.header) = (container, layout, header)
    headerRow = numbers[header.records.upperBound]
    titles = rows.prefix(header.records.lowerBound).flatMap(\.texts).filter { !$0.isEmpty }
  }

  // MARK: Records

  /// Its records from the first, and how they are written; nil when they cannot be read, which `problems` then say.
  func open(
    _ file: String, limits: BundleLimits, _ problems: inout ProblemList
  ) throws -> (records: any RecordSource, form: () -> TableForm)? {
    switch container {
    case .text(let source):
      var offset = 0
      let text = try DelimitedText(
        layout.columns, in: file, .init(), limits: limits,
        from: { buffer in
          let count = try source.read(at: offset, into: buffer)
          offset += count
          return count
        }, &problems)
      return text.map { text in (text.records, { text.form }) }
    case .workbook(let workbook, let sheet):
      var form = TableForm(container: .workbook)
      form.sheet = EntryName.printable(sheet.name)
      return (try workbook.records(of: sheet), { [form] in form })
    }
  }
}
