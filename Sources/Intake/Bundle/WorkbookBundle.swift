import Schools

/// A bare workbook: a sheet per table, and a sheet `soko` in place of a descriptor.
struct WorkbookBundle: BundleContent {
  var descriptor: BundleDescriptor
  private let workbook: Workbook
  private let limits: BundleLimits

  /// Opens the workbook; nil when it cannot be used, which `problems` then explain.
  static func open(
    _ source: ByteSource, _ origin: BundleOrigin, limits: BundleLimits,
    problems: inout ProblemList
  ) throws -> WorkbookBundle? {
    let file = origin.fileName
    guard
      let workbook = try Workbook.open(source, file: file, limits: limits, problems: &problems)
    else { return nil }
    do {
      var passport = try readPassport(workbook, file)
      passport.complete(from: origin)
      let tables = try tables(of: workbook, file, &problems)
      try workbook.inspect(
        except: tables.map(\.1), file: file, isOfSchool: true, problems: &problems)
      let resources = tables.map { table, sheet in
        var resource = BundleDescriptor.Resource(name: table.name, path: file)
        resource.form = .workbook(.named(sheet.name))
        return resource
      }
      let descriptor = passport.descriptor(of: resources, problems: &problems)
      guard let descriptor, !tables.isEmpty, !problems.isRejected else { return nil }
      return WorkbookBundle(descriptor: descriptor, workbook: workbook, limits: limits)
    } catch let defect as WorkbookDefect {
      problems.append(defect.problem(file: file, limits: limits))
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(file: file, limits: limits))
    }
    return nil
  }

  /// What the sheet `soko` says: in each row a key, and its value beside it.
  private static func readPassport(_ workbook: Workbook, _ file: String) throws -> BundlePassport {
    let sheet = workbook.sheets.first { TableNames.passport.contains($0.name.lowercased()) }
    guard let sheet else { return BundlePassport(file: file) }
    var passport = BundlePassport(file: file, sheet: sheet.name)
    let records = try workbook.records(of: sheet, fillsMerges: false)
    var rows = 0
    while rows < 200, case .record = try records.next() {
      rows += 1
      let cells = (0..<min(records.count, 16)).map {
        String(decoding: UTF8Text.trimmed(records[$0]), as: UTF8.self)
      }
      if let key = cells.firstIndex(where: { !$0.isEmpty }), key + 1 < cells.count {
        passport.add(cells[key], cells[key + 1])
      }
    }
    return passport
  }

  /// The sheets that are tables: by their names; when none bears one, by the file's name or their headers.
  private static func tables(
    of workbook: Workbook, _ file: String, _ problems: inout ProblemList
  ) throws -> [(RecordTable, Workbook.Sheet)] {
    var tables: [(RecordTable, Workbook.Sheet)] = []
    var others: [Workbook.Sheet] = []
    for sheet in workbook.sheets where !TableNames.isReserved(sheet: sheet.name) {
      if let table = TableNames.table(sheet: sheet.name) {
        tables.append((table, sheet))
      } else if case .record = try workbook.records(of: sheet, fillsMerges: false).next() {
        others.append(sheet)
      }
    }
    if tables.isEmpty {
      if others.count == 1, let table = TableNames.table(file: file) {
        tables = [(table, others[0])]
      } else {
        tables = try others.compactMap { sheet in
          TableNames.table(header: try head(of: sheet, workbook)).map { ($0.table, sheet) }
        }
      }
      others.removeAll { sheet in tables.contains { $0.1 == sheet } }
      if tables.isEmpty {
        problems.append(Problem("intake.table_unnamed", at: .init(file: file)))
      }
    }
    for sheet in others {
      problems.append(
        Problem(
          "intake.sheet_unknown", at: .init(file: file, sheet: EntryName.printable(sheet.name))))
    }
    var seen: Set<String> = []
    for (table, sheet) in tables where !seen.insert(table.name).inserted {
      problems.append(
        Problem(
          "intake.sheet_repeated", at: .init(file: file, sheet: EntryName.printable(sheet.name)),
          ["table": table.name]))
    }
    return tables
  }

  private static func head(
    of sheet: Workbook.Sheet, _ workbook: Workbook
  ) throws -> [HeaderSearch.Names] {
    let records = RecordBuffer(try workbook.records(of: sheet, fillsMerges: false))
    while records.records.count < HeaderSearch.limit, try records.take(columns: 200) {}
    return records.records.map { HeaderSearch.Names($0.cells) }
  }

  /// The rows of a table as they stand in its sheet, to be shown.
  func records(of resource: BundleReader.Resource) throws -> (any RecordSource)? {
    guard case .workbook(let choice) = resource.descriptor.form,
      let sheet = workbook.sheet(choice, for: resource.table)
    else { return nil }
    return try workbook.records(of: sheet)
  }

  func read(
    _ resource: BundleReader.Resource, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    guard case .workbook(let choice) = resource.descriptor.form,
      let sheet = workbook.sheet(choice, for: resource.table)
    else { return TableRead() }
    return try workbook.read(
      resource.table, from: sheet, in: resource.path, of: descriptor, limits: limits,
      problems: &problems, body)
  }
}
