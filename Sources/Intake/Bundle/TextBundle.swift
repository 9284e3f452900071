import Schools

/// A bare text file (.csv) that holds one table; whose it is says its sender.
struct TextBundle: BundleContent {
  var descriptor: BundleDescriptor
  private let source: ByteSource
  private let limits: BundleLimits

  /// Whether a file is text of which a record table may be read: its header speaks of one, or its name ends so.
  static func isForm(_ source: ByteSource, _ origin: BundleOrigin) throws -> Bool {
    let sample = try TextSample(source)
    guard !sample.cuts.isEmpty else { return false }
    let name = origin.fileName.lowercased()
    if [".csv", ".tsv", ".txt"].contains(where: name.hasSuffix) { return true }
    return !candidates(sample).isEmpty
  }

  /// Opens the file; nil when it cannot be used, which `problems` then explain.
  static func open(
    _ source: ByteSource, _ origin: BundleOrigin, limits: BundleLimits,
    problems: inout ProblemList
  ) throws -> TextBundle? {
    let file = origin.fileName
    let sample = try TextSample(source)
    guard ExportLayout.personIdentifier(in: sample) == nil else {
      problems.append(Problem("intake.export_unsealed", at: .init(file: file)))
      return nil
    }
    let tables = candidates(sample)
    let named = TableNames.table(file: file)
    guard tables.count <= 1, named == nil || tables.isEmpty || tables == [named] else {
      let names = Set(tables + [named].compactMap(\.self)).map(\.name).sorted()
      problems.append(
        Problem(
          "intake.table_ambiguous", at: .init(file: file),
          ["tables": names.joined(separator: ", ")]))
      return nil
    }
    guard let table = named ?? tables.first else {
      problems.append(Problem("intake.table_unnamed", at: .init(file: file)))
      return nil
    }
    var passport = BundlePassport(file: file)
    passport.complete(from: origin)
    var resource = BundleDescriptor.Resource(name: table.name, path: file, encoding: nil)
    resource.dialect.delimiter = nil
    return passport.descriptor(of: [resource], problems: &problems)
      .map { TextBundle(descriptor: $0, source: source, limits: limits) }
  }

  /// The tables all of whose required columns stand in a header, and of which the most columns are known.
  private static func candidates(_ sample: TextSample) -> [RecordTable] {
    var best: (tables: [RecordTable], score: Int) = ([], 0)
    for cut in sample.cuts {
      let found = TableNames.tables(header: cut.rows)
      if found.score > best.score {
        best = found
      } else if found.score == best.score {
        best.tables += found.tables.filter { !best.tables.contains($0) }
      }
    }
    return best.tables
  }

  private func text(
    _ resource: BundleReader.Resource, _ problems: inout ProblemList
  ) throws -> DelimitedText? {
    var offset = 0
    return try DelimitedText(
      resource.table, in: resource.path, resource.descriptor.declaredText, limits: limits,
      from: { buffer in
        let count = try source.read(at: offset, into: buffer)
        offset += count
        return count
      }, &problems)
  }

  /// The rows of the table as they stand in the file, to be shown.
  func records(of resource: BundleReader.Resource) throws -> (any RecordSource)? {
    var problems = ProblemList(limitPerCode: 0)
    return try text(resource, &problems)?.records
  }

  func read(
    _ resource: BundleReader.Resource, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    let reader = TableReader(resource.table, in: resource.path, of: descriptor, limits: limits)
    return try text(resource, &problems)?.read(reader, &problems, body) ?? TableRead()
  }
}
