import Schools

/// An open OneRoster archive: its manifest, and where its files stand.
final class RosterSource {
  let archive: BundleArchive
  let manifest: RosterManifest
  let limits: BundleLimits
  /// Files by their names in lower case: some exporters write `userprofiles.csv`.
  private let paths: [String: String]

  /// Its identifiers are keyed hashes and nothing that is dropped is in it: it may be stored.
  var isSealed: Bool { manifest.keyFingerprint != nil }

  private init(
    _ archive: BundleArchive, _ manifest: RosterManifest, _ paths: [String: String],
    _ limits: BundleLimits
  ) {
    self.archive = archive
    self.manifest = manifest
    self.paths = paths
    self.limits = limits
  }

  /// Whether a file is a OneRoster archive, by what its manifest or its files say.
  static func isRoster(_ source: ByteSource) throws -> Bool {
    guard try source.head(2) == FileMark.zip else { return false }
    var problems = ProblemList()
    let limits = BundleLimits()
    guard let archive = try BundleArchive.open(source, limits: limits, problems: &problems) else {
      return false
    }
    do {
      let paths = paths(in: archive)
      if let manifest = paths[RosterManifest.fileName] {
        return try properties(archive, manifest) != nil
      }
      guard !archive.contains(BundleDescriptor.fileName),
        !archive.contains("[Content_Types].xml")
      else { return false }
      return try ["orgs", "classes", "users", "enrollments"].count { name in
        guard let stream = try paths["\(name).csv"].flatMap({ try archive.stream($0) }) else {
          return false
        }
        let head = try [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
          count = try stream.read(into: UnsafeMutableRawBufferPointer(buffer))
        }
        return String(decoding: head, as: UTF8.self).lowercased().contains("sourcedid")
      } >= 2
    } catch is ArchiveDefect {
      return false
    }
  }

  /// Opens the archive; nil when it cannot be used, which `problems` then explain.
  static func open(
    _ source: ByteSource, limits: BundleLimits, problems: inout ProblemList
  ) throws -> RosterSource? {
    guard let archive = try BundleArchive.open(source, limits: limits, problems: &problems) else {
      return nil
    }
    do {
      let others = [BundleDescriptor.fileName, "[Content_Types].xml"].filter(archive.contains)
      guard others.isEmpty else {
        problems.append(
          Problem("intake.format_ambiguous", ["formats": "OneRoster, \(others[0])"]))
        return nil
      }
      let paths = paths(in: archive)
      guard let path = paths[RosterManifest.fileName],
        let properties = try properties(archive, path)
      else {
        problems.append(Problem("intake.oneroster_manifest_missing"))
        return nil
      }
      if let path = paths["\(RosterFile.demographics).csv"] {
        problems.append(Problem("intake.oneroster_demographics", at: .init(file: path)))
        return nil
      }
      guard let manifest = RosterManifest(properties, problems: &problems) else { return nil }
      let roster = RosterSource(archive, manifest, paths, limits)
      return try roster.checkFiles(&problems) ? roster : nil
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(limits: limits))
      return nil
    }
  }

  private static func paths(in archive: BundleArchive) -> [String: String] {
    Dictionary(archive.names.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func properties(
    _ archive: BundleArchive, _ path: String
  ) throws -> [(row: Int, name: String, value: String)]? {
    guard let text = try archive.stream(path)?.rest(limit: 1 << 20) else { return nil }
    return RosterManifest.properties(text)
  }

  /// Holds the manifest against the archive; false when a file that it names is not there.
  private func checkFiles(_ problems: inout ProblemList) throws -> Bool {
    var isWhole = true
    for file in RosterFile.all where manifest.mode(of: file) != .absent && path(of: file) == nil {
      problems.append(Problem("intake.file_missing", at: .init(file: file.path)))
      isWhole = false
    }
    let read = Set(
      RosterFile.all.filter { manifest.mode(of: $0) != .absent }.compactMap { path(of: $0) })
    let own = [RosterManifest.fileName, RosterSeal.problemsName]
    for name in archive.names where !read.contains(name) && !own.contains(name.lowercased()) {
      let stem = name.lowercased().hasSuffix(".csv") ? String(name.dropLast(4)).lowercased() : ""
      if RosterFile.leftOut.contains(where: { $0.lowercased() == stem }), !isSealed { continue }
      problems.append(
        Problem("intake.file_undescribed", at: .init(file: EntryName.printable(name))))
      guard isSealed else { continue }
      // What is stored has no such file, unless it was made to look sealed.
      problems.append(
        Problem("intake.oneroster_unsealed", at: .init(file: RosterManifest.fileName)))
      isWhole = false
    }
    guard isSealed, isWhole else { return isWhole }
    // Whoever wrote it, these two would be stored as they are.
    var budget = limits.looseBytes
    try archive.forEachStream(of: Set(own.compactMap { paths[$0] })) { name, stream in
      try LooseFile(name: name).inspect(stream, budget: &budget, problems: &problems)
    }
    return isWhole
  }

  /// Where a file stands in the archive; nil when it does not.
  func path(of file: RosterFile) -> String? { paths[file.path.lowercased()] }

  func path(_ name: String) -> String? { paths[name.lowercased()] }
}
