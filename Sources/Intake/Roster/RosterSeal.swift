package import Schools

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Makes of a OneRoster archive one that may be stored: what tells of persons is left out, and identifiers of people
/// and of records about them are keyed hashes.
///
/// A sealed archive is a OneRoster archive still. Rows keep their numbers; what was wrong or dropped is told in a file
/// of its own, so that whoever reads it tells the same.
package struct RosterSeal {
  /// What was found when the archive was sealed: code, file, row, column, table, and `name=value` of its arguments.
  static let problemsName = "problems.csv"

  private let key: SchoolKey
  private let limits: BundleLimits

  package init(key: SchoolKey, limits: BundleLimits = BundleLimits()) {
    self.key = key
    self.limits = limits
  }

  /// Whether a file is a OneRoster archive whose identifiers stand as its sender wrote them.
  package static func isNeeded(_ path: String) throws -> Bool {
    let source = try ByteSource(path: path)
    guard try RosterSource.isRoster(source) else { return false }
    var problems = ProblemList()
    let roster = try RosterSource.open(source, limits: BundleLimits(), problems: &problems)
    return !(roster?.isSealed ?? false)
  }

  /// Writes a sealed copy of the archive at `path` to `output`, and returns what it tells.
  ///
  /// An archive that cannot be used is written without any of its files.
  @discardableResult
  package func write(
    _ path: String, origin: BundleOrigin, to output: String
  ) throws -> ProblemList {
    // None is left out: they are written, and counted where they are read.
    var problems = ProblemList(limitPerCode: .max)
    let bundle = try RosterBundle.open(
      try ByteSource(path: path), origin, key: key, limits: limits, problems: &problems)
    let file = try OutputFile(path: output + ".part")
    let zip = try ZipWriter(to: file)
    var parts: [OutputFile] = []
    var modes: [(String, RosterManifest.Mode)] = []
    if let bundle, let school = bundle.descriptor.schoolCode, !problems.isRejected {
      let pseudonym = RosterPseudonym(key: key, school: school)
      for file in RosterFile.all where bundle.source.manifest.mode(of: file) != .absent {
        let part = try OutputFile(path: "\(output).\(file.name).part")
        try Self.copy(RosterReading(bundle.source, file, pseudonym), to: part, &problems)
        parts.append(part)
        modes.append((file.name, bundle.source.manifest.mode(of: file)))
      }
    }
    let version = bundle?.source.manifest.version ?? RosterManifest.versions[0]
    try zip.add(RosterManifest.fileName, manifest(version, modes))
    if !problems.isEmpty { try zip.add(Self.problemsName, Self.text(of: problems)) }
    for ((name, _), part) in Swift.zip(modes, parts) {
      try zip.add("\(name).csv", try ByteSource(path: part.path))
    }
    try zip.finish()
    try file.keep(as: output)
    return problems
  }

  private func manifest(_ version: String, _ modes: [(String, RosterManifest.Mode)]) -> [UInt8] {
    var lines = [
      "propertyName,value", "manifest.version,1.0", "oneroster.version,\(version)",
      "\(RosterManifest.keyProperty),\(key.fingerprint)",
    ]
    lines += modes.map { "file.\($0.0),\($0.1.rawValue)" }
    return Array(lines.map { $0 + "\r\n" }.joined().utf8)
  }

  /// Copies the kept columns of a file; a row that cannot be used becomes a blank line.
  private static func copy(
    _ reading: RosterReading, to part: OutputFile, _ problems: inout ProblemList
  ) throws {
    part.append(RecordText.csv.record(reading.file.columns.map(\.name.utf8)))
    var row = 1
    _ = try reading.forEach(&problems) { record, _ in
      while row + 1 < record.row {
        part.append([0x0D, 0x0A])
        row += 1
      }
      part.append(RecordText.csv.record(record.cells.map(\.utf8)))
      row = record.row
      try part.flushIfFull()
    }
    try part.flush()
  }

  private static func text(of problems: ProblemList) -> [UInt8] {
    var text = Array("code,file,row,column,table,arguments\r\n".utf8)
    for problem in problems.problems {
      let location = problem.location
      var cells = [
        problem.code, location.file ?? "", location.row.map(String.init) ?? "",
        location.column ?? "", problem.table ?? "",
      ]
      cells += problem.arguments.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      text += RecordText.csv.record(cells.map(\.utf8))
    }
    return text
  }

  // MARK: Telling again

  /// Tells what was found when `source` was sealed; false when it cannot be used.
  static func retell(_ source: RosterSource, _ problems: inout ProblemList) throws -> Bool {
    guard source.isSealed, let path = source.path(problemsName),
      let stream = try source.archive.stream(path)
    else { return true }
    let records = RecordScanner(
      delimiter: UInt8(ascii: ","), columns: 32, chunk: 1 << 16, limit: 1 << 16,
      source: stream.read(into:))
    guard case .record = try records.next() else { return true }
    var isUsable = true
    while case .record = try records.next() {
      let cells = (0..<min(records.count, 32)).map {
        shown(String(decoding: records[$0], as: UTF8.self))
      }
      guard cells.count >= 5, ProblemCatalog.contains(cells[0]) else { continue }
      func text(_ index: Int) -> String? { cells[index].isEmpty ? nil : cells[index] }
      let arguments = cells.dropFirst(5).compactMap { cell -> (String, String)? in
        let sides = cell.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return sides.count == 2 ? (String(sides[0]), String(sides[1])) : nil
      }
      let problem = Problem(
        cells[0], at: .init(file: text(1), row: Int(cells[2]), column: text(3)),
        Dictionary(arguments, uniquingKeysWith: { first, _ in first }), table: text(4))
      if unusable.contains(problem.code) { isUsable = false }
      problems.append(problem)
    }
    return isUsable
  }

  /// Problems after which nothing of the archive was copied.
  private static let unusable: Set<String> = [
    "intake.archive_unreadable", "intake.archive_entries_too_many", "intake.archive_too_large",
    "intake.archive_entry_unsafe", "intake.archive_encrypted", "intake.archive_entry_repeated",
    "intake.format_ambiguous", "intake.oneroster_manifest_missing",
    "intake.oneroster_demographics", "intake.oneroster_manifest_invalid", "intake.oneroster_mixed",
    "intake.file_missing", "intake.oneroster_schools", "intake.origin_missing",
    "intake.origin_invalid",
  ]

  /// A text of a sealed archive as it may be told: its sender may have written it.
  private static func shown(_ text: String) -> String {
    guard EntryName.isPrintable(text), text.utf8.count <= 1000 else { return "" }
    return PersonalText.masked(text)
  }
}

/// Where an installation keeps the key that makes pseudonyms of rosters: a file beside the data, outside the database.
package struct RosterKeyFile: Sendable {
  package let path: String

  package init(path: String) { self.path = path }

  /// The key; made when there is none yet.
  package func key() throws -> SchoolKey {
    if let slash = path.lastIndex(of: "/") { mkdir(String(path[..<slash]), 0o700) }
    do {
      return try SchoolKey.create(path: path)
    } catch IntakeError.fileExists {
      return try SchoolKey(path: path)
    }
  }
}
