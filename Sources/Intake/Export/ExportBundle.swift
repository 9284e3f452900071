import Schools

/// An export of another system as a bundle: what its layout says of its rows, and what its sender says of the file.
///
/// It is an amendment always: a file tells of one subject, one school or one exam, and nothing of what it lacks.
final class ExportBundle: BundleContent {
  var descriptor: BundleDescriptor
  let layout: ExportLayout
  let file: ExportFile
  let limits: BundleLimits
  private let title: ExportTitle?
  private let pseudonym: ExportPseudonym?

  /// Identifiers in it stand as their sender wrote them, so it must not be stored.
  var isUnsealed: Bool { layout.identifier != nil && file.header.fingerprint == nil }

  /// Opens the file; nil when it cannot be used, which `problems` then explain.
  ///
  /// - Parameter key: makes the pseudonyms of one that is not sealed; without it they mean nothing.
  static func open(
    _ layout: ExportLayout, _ source: ByteSource, _ origin: BundleOrigin, key: SchoolKey? = nil,
    limits: BundleLimits, problems: inout ProblemList
  ) throws -> ExportBundle? {
    let name = origin.fileName
    guard let file = try ExportFile.find(layout, in: source, origin, limits: limits) else {
      problems.append(Problem("intake.header_missing", at: .init(file: name)))
      return nil
    }
    let sheet = file.sheet.map { EntryName.printable($0.name) }
    let row = file.headerRow
    let title = layout.isTitled ? ExportTitle(file.titles) : nil
    func refuse(_ code: String, _ arguments: [String: String] = [:]) {
      problems.append(Problem(code, at: .init(file: name, sheet: sheet, row: row), arguments))
    }
    var others: [String] = []
    for other in ExportLayout.all where other.name != layout.name {
      if try ExportFile.find(other, in: source, origin, limits: limits) != nil {
        others.append(other.name)
      }
    }
    if !others.isEmpty {
      refuse(
        "intake.format_ambiguous", ["formats": ([layout.name] + others).joined(separator: ", ")])
    }
    if file.others > 0 { refuse("intake.sheet_repeated", ["table": layout.columns.title]) }
    file.header.check(
      layout, at: { .init(file: name, sheet: sheet, row: row, column: $0).at($1) }, &problems)
    if layout.isTitled, title == nil { refuse("intake.export_title_unclear") }
    if let year = origin.academicYear, let title, !title.fits(year) {
      refuse("intake.export_year_differs")
    }
    if isExamUntold(layout, file.header) { refuse("intake.export_exam_unclear") }
    if origin.mode == .full { refuse("intake.export_not_full") }
    if let workbook = file.workbook, let sheet = file.sheet {
      try workbook.inspect(except: [sheet], file: name, isOfSchool: false, problems: &problems)
    }
    guard !problems.isRejected else { return nil }
    var origin = origin
    origin.mode = .amend
    var passport = BundlePassport(file: name)
    passport.add("kind", layout.kind.rawValue)
    passport.complete(from: origin)
    var resources = layout.outputs.map {
      BundleDescriptor.Resource(name: $0.table.name, path: name)
    }
    for index in resources.indices { resources[index].encoding = nil }
    guard var descriptor = passport.descriptor(of: resources, problems: &problems) else {
      return nil
    }
    let isSealed = file.header.fingerprint != nil
    let pseudonym =
      layout.identifier == nil || isSealed
      ? nil
      : ExportPseudonym(layout, key: key ?? .passing, school: descriptor.schoolCode ?? "")
    descriptor.keyFingerprint = file.header.fingerprint ?? pseudonym?.fingerprint
    descriptor.generator = layout.title.ru
    return ExportBundle(layout, file, descriptor, title, pseudonym, limits)
  }

  private init(
    _ layout: ExportLayout, _ file: ExportFile, _ descriptor: BundleDescriptor,
    _ title: ExportTitle?, _ pseudonym: ExportPseudonym?, _ limits: BundleLimits
  ) {
    (self.layout, self.file, self.descriptor) = (layout, file, descriptor)
    (self.title, self.pseudonym, self.limits) = (title, pseudonym, limits)
  }

  /// Whether no column says which exam a result is of.
  private static func isExamUntold(_ layout: ExportLayout, _ header: ExportHeader) -> Bool {
    for case .exam(let name, let told) in layout.outputs.flatMap(\.rows).joined().map(\.value) {
      if ([name] + told.map(\.column)).allSatisfy({ header.place(of: $0) == nil }) { return true }
    }
    return false
  }

  // MARK: Reading

  func records(of resource: BundleReader.Resource) throws -> (any RecordSource)? {
    var problems = ProblemList(limitPerCode: 0)
    return try file.open(resource.path, limits: limits, &problems)?.records
  }

  func read(
    _ resource: BundleReader.Resource, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    // What is wrong with the file is told once: of the last of its tables, which has all of its columns.
    let isLast = resource.table.name == layout.outputs.last?.table.name
    if isLast { return try read(resource, &problems, body) }
    var told = ProblemList(limitPerCode: 0)
    return try read(resource, &told, body)
  }

  private func read(
    _ resource: BundleReader.Resource, _ problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    guard let output = layout.outputs.first(where: { $0.table == resource.table }) else {
      return TableRead()
    }
    let name = resource.path
    let sheet = file.sheet.map { EntryName.printable($0.name) }
    do {
      let territories = try territories(name)
      if let row = territories?.unclear {
        problems.append(
          Problem(
            "intake.export_territories_unclear", at: .init(file: name, sheet: sheet, row: row)))
      }
      guard let opened = try file.open(name, limits: limits, &problems) else { return TableRead() }
      let cells = ExportCells(
        layout, file.header, file: name, sheet: sheet, title: title, territories: territories,
        day: String(descriptor.asOf.prefix(10)), pseudonym: pseudonym)
      let watch = ExportWatch(cells, year: descriptor.academicYear)
      let records = ExportRecords(opened.records, output, cells, watch)
      let reader = TableReader(resource.table, in: name, of: descriptor, limits: limits)
      var read = try reader.read(records, &problems, body)
      watch.finish()
      for problem in records.problems + watch.problems { problems.append(problem) }
      tell(records.tally, territories, cells, &problems)
      look(at: opened.records, name, sheet, &problems)
      read.layout?.headerRow = file.headerRow
      read.layout?.headerRows = file.header.records.count
      read.layout?.titleRows = file.header.records.lowerBound
      read.layout?.totalRows = records.tally.totals.count
      var form = opened.form()
      form.source = layout.title
      read.take(form)
      return read
    } catch let defect as WorkbookDefect {
      problems.append(defect.problem(file: name, sheet: sheet, limits: limits))
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(file: name, limits: limits))
    }
    return TableRead()
  }

  /// The texts of a sheet that stand in none of its cells.
  private func look(
    at records: any RecordSource, _ name: String, _ sheet: String?, _ problems: inout ProblemList
  ) {
    let detector = PersonalDataDetector(year: descriptor.academicYear)
    for text in (records as? SheetSource)?.asides ?? [] {
      if let kind = text.withUnsafeBytes({ detector.find($0, .title) }) {
        problems.append(kind.problem(at: .init(file: name, sheet: sheet)))
      }
    }
  }

  private func tell(
    _ tally: ExportRecords.Tally, _ territories: ExportTerritories?, _ cells: ExportCells,
    _ problems: inout ProblemList
  ) {
    for row in tally.totals { problems.append(Problem("intake.row_total", at: cells.place(row))) }
    if tally.schools.count > 1 {
      problems.append(
        Problem(
          "intake.export_schools_several", at: cells.place(1), ["count": "\(tally.schools.count)"]))
    }
    for reason in ExportTerritories.Reason.allCases {
      guard let count = territories?.leftOut[reason], count > 0 else { continue }
      problems.append(
        Problem(
          reason.code, at: .init(file: cells.file, sheet: cells.sheet), ["count": "\(count)"]))
    }
  }

  /// Which rows are about which territory; nil when the layout has none.
  private func territories(_ name: String) throws -> ExportTerritories? {
    guard let column = layout.territories, let label = file.header.place(of: column.label) else {
      return nil
    }
    var told = ProblemList(limitPerCode: 0)
    guard let records = try file.open(name, limits: limits, &told)?.records else { return nil }
    var (rows, taken): ([ExportTerritories.Row], Int) = ([], 0)
    func text(_ place: Int) -> String {
      place < records.count
        ? String(decoding: UTF8Text.trimmed(records[place]), as: UTF8.self) : ""
    }
    while true {
      let outcome = try records.next()
      if outcome.isLast { break }
      guard case .record = outcome else { continue }
      taken += 1
      guard taken > file.header.records.upperBound + 1, !text(label).isEmpty,
        text(label).contains(where: \.isLetter), !ServiceRow.isTotal(records[label])
      else { continue }
      let sizes = column.sizes.map { file.header.place(of: $0).flatMap { Int(text($0)) } }
      rows.append(.init(number: records.number, label: text(label), sizes: sizes))
    }
    return ExportTerritories(rows, sender: descriptor.territory ?? "")
  }
}

extension ExportTerritories.Reason {
  fileprivate var code: String {
    switch self {
    case .country: "intake.export_country_left_out"
    case .school: "intake.export_schools_left_out"
    case .unnamed: "intake.export_unnamed_left_out"
    }
  }
}

extension Problem.Location {
  /// The same, with the address of a cell where it is in a sheet.
  fileprivate func at(_ index: Int) -> Self {
    guard sheet != nil, let row else { return self }
    var location = self
    location.cell = "\(CellAddress.letters(index))\(row)"
    return location
  }
}
