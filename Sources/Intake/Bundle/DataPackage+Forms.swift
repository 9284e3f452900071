import Schools

/// Workbooks and pages among the files of a package.
extension DataPackage {
  /// The workbook that was opened last: several tables may stand in one.
  final class OpenWorkbook {
    fileprivate var path: String?
    fileprivate var workbook: Workbook?
    fileprivate var sha256: [UInt8] = []
  }

  func readSheet(
    _ choice: BundleDescriptor.Resource.SheetChoice, of resource: BundleReader.Resource,
    problems: inout ProblemList, _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    guard let workbook = try workbook(resource.path, &problems) else { return TableRead() }
    guard let sheet = workbook.sheet(choice, for: resource.table) else {
      var location = Problem.Location(file: resource.path)
      if case .named(let name) = choice { location.sheet = EntryName.printable(name) }
      problems.append(Problem("intake.sheet_missing", at: location))
      return TableRead()
    }
    if let hash = resource.descriptor.sha256, hash != opened.sha256 {
      problems.append(Problem("intake.file_changed", at: .init(file: resource.path)))
    }
    return try workbook.read(
      resource.table, from: sheet, in: resource.path, of: descriptor, limits: limits,
      problems: &problems, body)
  }

  private func workbook(_ path: String, _ problems: inout ProblemList) throws -> Workbook? {
    if opened.path == path { return opened.workbook }
    (opened.path, opened.workbook) = (path, nil)
    guard let stream = try archive.stream(path) else { return nil }
    let source = try ByteSource.spooled(stream)
    opened.sha256 = stream.sha256
    guard try source.head(2) == FileMark.zip || source.head(8) == FileMark.oldWorkbook else {
      problems.append(
        Problem("intake.workbook_malformed", at: .init(file: path), ["part": "zip"]))
      return nil
    }
    let workbook = try Workbook.open(
      source, file: path, within: archive, limits: limits, problems: &problems)
    opened.workbook = workbook
    guard let workbook else { return nil }
    do {
      try workbook.inspect(
        except: tables(of: workbook, path), file: path, isOfSchool: descriptor.kind == .school,
        problems: &problems)
      return workbook
    } catch let defect as WorkbookDefect {
      problems.append(defect.problem(file: path, limits: limits))
      opened.workbook = nil
      return nil
    }
  }

  /// The sheets of a workbook that the descriptor names.
  private func tables(of workbook: Workbook, _ path: String) -> [Workbook.Sheet] {
    descriptor.resources.compactMap { resource in
      guard resource.path == path, case .workbook(let choice) = resource.form,
        let table = RecordTable.named(resource.name)
      else { return nil }
      return workbook.sheet(choice, for: table)
    }
  }

  func readPage(
    _ resource: BundleReader.Resource, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    let path = resource.path
    var streams: [EntryStream] = []
    let page = try Page.open(
      file: path, declared: resource.descriptor.encoding, limits: limits, problems: &problems
    ) {
      guard let stream = try archive.stream(path) else { throw ArchiveDefect.malformed }
      streams.append(stream)
      return stream.read(into:)
    }
    guard let page else { return TableRead() }
    let read = try page.read(
      resource.table, in: path, of: descriptor, limits: limits, problems: &problems, body)
    if let hash = resource.descriptor.sha256, read.isComplete, hash != streams.last?.sha256 {
      problems.append(Problem("intake.file_changed", at: .init(file: path)))
    }
    return read
  }
}
