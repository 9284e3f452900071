import Schools

/// The files of a zip whose names are safe, each to be read as a stream.
///
/// - A bundle inside one folder is taken as if it stood at the root.
/// - `__MACOSX/` is ignored.
/// - Nothing is written to disk.
final class BundleArchive {
  /// The files beside `datapackage.json`, in the order of the archive.
  let names: [String]
  private let source: ByteSource
  private let limits: BundleLimits
  private let directory: ZipDirectory
  private let ordinals: [String: Int]
  /// The archive in which this one lies.
  private let outer: BundleArchive?
  /// Bytes that have come out of each entry so far.
  private var unpacked: [Int: Int] = [:]
  private var total = 0

  /// Lists the archive, or returns nil with the problems that make it unusable.
  ///
  /// - Parameter outer: the archive in which this one lies, to whose bytes its own are counted too.
  static func open(
    _ source: ByteSource, within outer: BundleArchive? = nil, limits: BundleLimits,
    problems: inout ProblemList
  ) throws -> BundleArchive? {
    do {
      return try list(source, outer, limits, &problems)
    } catch let defect as ArchiveDefect {
      problems.append(defect.problem(limits: limits))
      return nil
    }
  }

  private static func list(
    _ source: ByteSource, _ outer: BundleArchive?, _ limits: BundleLimits,
    _ problems: inout ProblemList
  ) throws -> BundleArchive? {
    let directory = try ZipDirectory(source, limits: limits)
    var files: [(name: String, ordinal: Int)] = []
    var seen: Set<String> = []
    var count = 0
    var isUsable = true
    func refuse(_ code: String, _ name: String) {
      problems.append(Problem(code, at: .init(file: EntryName.printable(name))))
      isUsable = false
    }
    for (code, name) in directory.defects {
      refuse(code, name.withUnsafeBytes { EntryName.decoded($0) })
    }
    guard isUsable else { return nil }
    let zip = try ZipReader(source, limits: limits)
    while let header = try zip.next() {
      count += 1
      guard EntryName.isSafe(header.name), header.kind != .other else {
        refuse("intake.archive_entry_unsafe", header.name)
        continue
      }
      guard header.kind == .file, !header.name.hasPrefix("__MACOSX/") else { continue }
      // To some systems names are the same that differ in the case of letters only.
      if !seen.insert(header.name.lowercased()).inserted {
        refuse("intake.archive_entry_repeated", header.name)
      }
      files.append((header.name, count - 1))
    }
    // Both go by the places of entries in the file.
    guard count == directory.entries.count else { throw ArchiveDefect.malformed }
    guard isUsable else { return nil }
    return BundleArchive(source, outer, limits, directory, withoutFolder(files))
  }

  /// Names without the one folder in which everything lies, if there is one.
  private static func withoutFolder(
    _ files: [(name: String, ordinal: Int)]
  ) -> [(name: String, ordinal: Int)] {
    guard let first = files.first?.name, let slash = first.firstIndex(of: "/") else { return files }
    let folder = first[...slash]
    guard files.allSatisfy({ $0.name.hasPrefix(folder) }) else { return files }
    return files.map { (String($0.name.dropFirst(folder.count)), $0.ordinal) }
  }

  private init(
    _ source: ByteSource, _ outer: BundleArchive?, _ limits: BundleLimits,
    _ directory: ZipDirectory, _ files: [(name: String, ordinal: Int)]
  ) {
    self.source = source
    self.directory = directory
    self.outer = outer
    self.limits = limits
    names = files.map(\.name)
    ordinals = Dictionary(uniqueKeysWithValues: files.map { ($0.name, $0.ordinal) })
  }

  func contains(_ name: String) -> Bool { ordinals[name] != nil }

  /// Opens a file from its beginning; nil when the archive has no such file.
  ///
  /// - Parameter isDigested: whether the SHA-256 of what is read will be asked for.
  func stream(_ name: String, isDigested: Bool = true) throws -> EntryStream? {
    guard let ordinal = ordinals[name] else { return nil }
    let zip = try ZipReader(try directory.source(of: ordinal), limits: limits)
    guard try zip.next() != nil else { throw ArchiveDefect.malformed }
    return EntryStream(zip, ordinal: ordinal, of: self, isDigested: isDigested)
  }

  /// Notes that `count` bytes of an entry have come out; reading it again does not count twice.
  fileprivate func count(_ count: Int, of ordinal: Int) throws {
    let before = unpacked[ordinal, default: 0]
    guard count > before else { return }
    unpacked[ordinal] = count
    try add(count - before)
  }

  private func add(_ count: Int) throws {
    total += count
    let limit = limits.unpacked(from: source.count)
    guard total <= limit else { throw ArchiveDefect.tooLarge(limit: limit) }
    try outer?.add(count)
  }
}

/// One file of an archive, read from its beginning to its end.
final class EntryStream {
  private let zip: ZipReader
  private let ordinal: Int
  private let archive: BundleArchive
  private var digest: Digest?
  /// Bytes read so far.
  private(set) var count = 0

  fileprivate init(
    _ zip: ZipReader, ordinal: Int, of archive: BundleArchive, isDigested: Bool
  ) {
    digest = isDigested ? Digest() : nil
    self.zip = zip
    self.ordinal = ordinal
    self.archive = archive
  }

  /// Fills `buffer` and returns how many bytes it holds; fewer than asked only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let length = try zip.read(into: buffer)
    count += length
    try archive.count(count, of: ordinal)
    digest?.update(UnsafeRawBufferPointer(rebasing: buffer[..<length]))
    return length
  }

  /// Everything that is left; nil when it is more than `limit` bytes.
  func rest(limit: Int) throws -> [UInt8]? {
    var result: [UInt8] = []
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let length = try read(into: buffer)
      guard length > 0 else { return result }
      result.append(contentsOf: buffer[..<length])
      guard result.count <= limit else { return nil }
    }
  }

  /// Reads on to the end.
  func drain() throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { buffer.deallocate() }
    while try read(into: buffer) > 0 {}
  }

  /// The SHA-256 of what was read; empty when it was not to be taken.
  var sha256: [UInt8] { digest?.finish() ?? [] }
}

extension ArchiveDefect {
  func problem(file: String? = nil, limits: BundleLimits) -> Problem {
    let location = Problem.Location(file: file)
    return switch self {
    case .malformed: Problem("intake.archive_unreadable", at: location)
    case .tooManyEntries:
      Problem("intake.archive_entries_too_many", at: location, ["limit": "\(limits.entries)"])
    case .tooLarge(let limit):
      Problem("intake.archive_too_large", at: location, ["limit": BundleLimits.text(limit)])
    case .ambiguous: Problem("intake.archive_ambiguous", at: location)
    case .padded: Problem("intake.archive_padded", at: location)
    }
  }
}
