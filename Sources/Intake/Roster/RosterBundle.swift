import Schools

/// A OneRoster archive as a school's bundle: roster and marks of one school and year.
///
/// A bulk archive replaces the tables whose files it brings. A delta changes rows: what it says is laid over the
/// archives before it, and the rows that then differ are its own.
final class RosterBundle: BundleContent {
  var descriptor: BundleDescriptor
  let source: RosterSource
  private let pseudonym: RosterPseudonym?
  private var earlier: [RosterBundle] = []
  private var loaded: Loaded?

  private struct Loaded {
    let before: RosterTables
    let after: RosterTables
    let isComplete: Bool
  }

  /// Its identifiers stand as their sender wrote them, so it must not be stored.
  var isUnsealed: Bool { !source.isSealed }
  var isDelta: Bool { source.manifest.isDelta }

  /// Opens the archive; nil when it cannot be used, which `problems` then explain.
  ///
  /// - Parameter key: makes the pseudonyms of one that is not sealed; without it they mean nothing.
  static func open(
    _ bytes: ByteSource, _ origin: BundleOrigin, key: SchoolKey? = nil, limits: BundleLimits,
    problems: inout ProblemList
  ) throws -> RosterBundle? {
    guard let source = try RosterSource.open(bytes, limits: limits, problems: &problems) else {
      return nil
    }
    if try !RosterSeal.retell(source, &problems) { return nil }
    let head = try head(of: source)
    var origin = origin
    origin.mode = source.manifest.isDelta ? .amend : .full
    let school = RosterScope.school(origin.schoolCode, in: head)
    if RosterScope.schools(in: head).count > 1, school == nil {
      problems.append(
        Problem(
          "intake.oneroster_schools",
          at: .init(file: source.path(of: .orgs) ?? RosterFile.orgs.path)))
      return nil
    }
    if origin.schoolCode == nil, let code = school?["identifier"], !code.isEmpty {
      origin.schoolCode = code
    }
    origin.academicYear = origin.academicYear ?? year(in: head)
    var passport = BundlePassport(file: origin.fileName)
    passport.complete(from: origin)
    let resources = resources(of: source)
    guard var descriptor = passport.descriptor(of: resources, problems: &problems) else {
      return nil
    }
    let pseudonym =
      source.isSealed
      ? nil
      : RosterPseudonym(key: key ?? .passing, school: descriptor.schoolCode ?? "")
    descriptor.keyFingerprint = source.manifest.keyFingerprint ?? pseudonym?.fingerprint
    descriptor.generator = "OneRoster \(source.manifest.version)"
    return RosterBundle(descriptor, source, pseudonym)
  }

  private init(
    _ descriptor: BundleDescriptor, _ source: RosterSource, _ pseudonym: RosterPseudonym?
  ) {
    self.descriptor = descriptor
    self.source = source
    self.pseudonym = pseudonym
  }

  /// Its schools and sessions, which say whose it is and of which year.
  private static func head(of source: RosterSource) throws -> RosterState {
    var state = RosterState()
    // Told when everything is read.
    var told = ProblemList(limitPerCode: 0)
    let pseudonym = source.isSealed ? nil : RosterPseudonym(key: .passing, school: "")
    for file in [RosterFile.orgs, .academicSessions] where source.manifest.mode(of: file) != .absent
    {
      _ = try RosterReading(source, file, pseudonym).forEach(&told) { record, _ in
        if state.count < source.limits.rosterRecords { state.take(record, of: file) }
      }
    }
    return state
  }

  private static func year(in state: RosterState) -> Int? {
    let years = state.records(.academicSessions)
      .filter { $0["type"].lowercased() == "schoolyear" }.map { $0["schoolYear"] }
    return Set(years).count == 1 ? years.first.flatMap(Int.init) : nil
  }

  /// A delta may change rows of any table, a bulk archive brings those of its files.
  private static func resources(of source: RosterSource) -> [BundleDescriptor.Resource] {
    RosterTables.columns.filter {
      source.manifest.isDelta || source.manifest.mode(of: $0.file) == .bulk
    }.map {
      BundleDescriptor.Resource(name: $0.table.name, path: source.path(of: $0.file) ?? $0.file.path)
    }
  }

  // MARK: Loading

  /// Says which archives a delta stands on, the first first.
  func stand(on earlier: [RosterBundle]) {
    self.earlier = earlier
    loaded = nil
  }

  private var loading: RosterLoading { RosterLoading(source: source, pseudonym: pseudonym) }

  private func load(_ problems: inout ProblemList) throws -> Loaded {
    if let loaded { return loaded }
    let outcome = try loading.load(after: earlier.map(\.loading), problems: &problems)
    func tables(_ state: RosterState) -> RosterTables {
      RosterTables(
        state, school: descriptor.schoolCode ?? "", year: descriptor.academicYear ?? 0
      ) { source.path(of: $0) ?? $0.path }
    }
    let (before, after) = (tables(isDelta ? outcome.before : RosterState()), tables(outcome.after))
    for problem in after.problems { problems.append(problem) }
    if !isDelta {
      tell(after.leftOut, &problems)
      noteUnmarked(outcome.after, &problems)
    }
    let result = Loaded(before: before, after: after, isComplete: outcome.isComplete)
    loaded = result
    return result
  }

  private func tell(_ leftOut: [String: [RosterReason: Int]], _ problems: inout ProblemList) {
    for file in RosterFile.all {
      for reason in RosterReason.allCases {
        guard let count = leftOut[file.name]?[reason] else { continue }
        problems.append(
          Problem(
            "intake.oneroster_left_out", at: .init(file: source.path(of: file) ?? file.path),
            ["count": "\(count)", "ru": reason.words.ru, "en": reason.words.en],
            table: file.table))
      }
    }
  }

  /// Without a category that ends in marks, the results would read as «no marks at all».
  private func noteUnmarked(_ state: RosterState, _ problems: inout ProblemList) {
    guard source.manifest.mode(of: .results) == .bulk, !state.records(.lineItems).isEmpty,
      RosterMarks.items(of: state).isEmpty
    else { return }
    problems.append(
      Problem(
        "intake.oneroster_no_marks",
        at: .init(file: source.path(of: .categories) ?? RosterFile.categories.path),
        table: "period_mark"))
  }

  // MARK: Reading

  private func records(
    of table: RecordTable, _ loaded: Loaded
  ) -> RosterRecords {
    let columns = RosterTables.columns.first { $0.table == table }?.columns ?? []
    let after = loaded.after.rows[table.name] ?? []
    guard isDelta else {
      return RosterRecords(columns: columns, after.map { ($0, false) }, isAmend: false)
    }
    let key = columns.indices.filter { table.key.contains(columns[$0]) }
    func name(_ row: RosterRow) -> [String] { key.map { row.cells[$0] } }
    let before = Dictionary(
      (loaded.before.rows[table.name] ?? []).map { (name($0), $0) },
      uniquingKeysWith: { _, last in last })
    let kept = Set(after.map(name))
    let changed = after.filter { before[name($0)]?.cells != $0.cells }
    let gone = before.filter { !kept.contains($0.key) }.values
      .sorted { ($0.number, $0.cells.first ?? "") < ($1.number, $1.cells.first ?? "") }
    return RosterRecords(
      columns: columns, gone.map { ($0, true) } + changed.map { ($0, false) }, isAmend: true)
  }

  func records(of resource: BundleReader.Resource) throws -> (any RecordSource)? {
    var problems = ProblemList(limitPerCode: 0)
    return records(of: resource.table, try load(&problems))
  }

  func read(
    _ resource: BundleReader.Resource, problems: inout ProblemList,
    _ body: (borrowing RowView) throws -> Void
  ) throws -> TableRead {
    let loaded = try load(&problems)
    var read = try TableReader(
      resource.table, in: resource.path, of: descriptor, limits: source.limits
    ).read(records(of: resource.table, loaded), &problems, body)
    var form = TableForm(container: .text)
    form.encoding = "utf-8"
    form.delimiter = ","
    form.layout = read.layout
    read.form = form
    if !loaded.isComplete { (read.isComplete, read.isInspected) = (false, false) }
    return read
  }

  /// Rows of a table follow from all files, so all of them count.
  func fileKey(of resource: BundleReader.Resource) throws -> [UInt8]? {
    guard !isDelta else { return nil }
    do {
      var bytes = Array(
        "\(BundleReader.revision) \(descriptor.schoolCode ?? "") \(descriptor.academicYear ?? 0)"
          .utf8)
      for name in source.archive.names.sorted() {
        guard let stream = try source.archive.stream(name) else { return nil }
        try stream.drain()
        bytes += Array(" \(name) ".utf8) + stream.sha256
      }
      return sha256(bytes)
    } catch is ArchiveDefect {
      return nil
    }
  }
}
