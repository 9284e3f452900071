import Schools

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Makes of an export with identifiers of people a copy that may be stored: what its layout does not declare is left
/// out, and identifiers are keyed hashes.
///
/// The copy has the layout still, in UTF-8. Rows keep their numbers, names of columns stand as they were and records
/// that cannot be read are such again, so that whoever reads the copy finds what is wrong with the file.
package struct ExportSeal {
  private let key: SchoolKey

  package init(key: SchoolKey) { self.key = key }

  /// Whether a file is an export whose identifiers stand as its sender wrote them.
  package static func isNeeded(_ path: String, origin: BundleOrigin) throws -> Bool {
    try layout(of: ByteSource(path: path), origin) != nil
  }

  private static func layout(
    of source: ByteSource, _ origin: BundleOrigin
  ) throws -> (ExportLayout, ExportFile)? {
    for layout in ExportLayout.all where layout.identifier != nil {
      if let file = try ExportFile.find(layout, in: source, origin) {
        return file.header.fingerprint == nil ? (layout, file) : nil
      }
    }
    return nil
  }

  /// Writes a sealed copy of the file at `path` to `output`.
  package func write(_ path: String, origin: BundleOrigin, to output: String) throws {
    let source = try ByteSource(path: path)
    guard let (layout, file) = try Self.layout(of: source, origin) else { return }
    let limits = BundleLimits()
    var told = ProblemList(limitPerCode: 0)
    let copy = try OutputFile(path: output + ".part")
    copy.append([0xEF, 0xBB, 0xBF])
    let pseudonym = ExportPseudonym(layout, key: key, school: origin.schoolCode ?? "")
    if let records = try file.open(origin.fileName, limits: limits, &told)?.records {
      try Self.copy(records, of: file.header, layout, pseudonym, to: copy)
    }
    try copy.keep(as: output)
  }

  private static func copy(
    _ records: any RecordSource, of header: ExportHeader, _ layout: ExportLayout,
    _ pseudonym: ExportPseudonym, to copy: OutputFile
  ) throws {
    var taken = 0
    while true {
      let outcome = try records.next()
      switch outcome {
      case .end: return try copy.flush()
      case .malformed: copy.append([0xFF])
      case .quoteMisplaced: copy.append("\"x\"y".utf8)
      case .quoteUnclosed, .tooLong: copy.append("\"".utf8)
      case .record:
        taken += 1
        let cells = (0..<records.count).map { Array(UTF8Text.trimmed(records[$0])) }
        copy.append(RecordText.semicolons.line(kept(cells, taken - 1, header, layout, pseudonym)))
      }
      if outcome.isLast { return try copy.flush() }
      copy.append([0x0D, 0x0A])
      try copy.flushIfFull()
    }
  }

  /// What of a record is kept: names in the header's place, declared cells below.
  private static func kept(
    _ cells: [[UInt8]], _ index: Int, _ header: ExportHeader, _ layout: ExportLayout,
    _ pseudonym: ExportPseudonym
  ) -> [[UInt8]] {
    if header.records.contains(index) {
      // Of two records that make a header the last carries the names of both.
      guard index == header.records.upperBound else { return [[]] }
      let names = header.names.enumerated().map { PersonalDataWatch.printable($1, at: $0) }
      return names.map { Array($0.utf8) } + [
        Array((ExportHeader.keyMark + pseudonym.fingerprint).utf8)
      ]
    }
    guard index > header.records.upperBound else { return [[]] }
    guard cells.contains(where: { !$0.isEmpty }) else { return [[]] }
    let width = header.names.count
    // A row that is no row of the table must be found so again, and tell nothing else.
    guard cells.count >= width, cells.dropFirst(width).allSatisfy(\.isEmpty) else {
      return [Array("?".utf8)] + Array(repeating: [], count: max(0, cells.count - 1))
        + cells.dropFirst(width).prefix(1).map { _ in [UInt8(ascii: "?")] }
    }
    let kept = cells.prefix(width).enumerated().map { place, cell -> [UInt8] in
      guard let column = header.columns[place], !header.repeated.contains(place) else { return [] }
      return column == layout.identifier && !cell.isEmpty ? pseudonym.text(cell) : cell
    }
    return kept + [[]]
  }
}

/// A sealed copy of a file as a file on this machine; it is gone with this value.
package final class SealedCopy: Sendable {
  package let path: String

  /// A copy of the file at `path` that may be stored; nil when the file may be as it is.
  ///
  /// - Parameters:
  ///   - key: gives the key when one is needed.
  ///   - folder: where the copy lies while this value lives.
  package init?(
    of path: String, origin: BundleOrigin, in folder: String, key: () throws -> SchoolKey
  ) throws {
    let isRoster = try RosterSeal.isNeeded(path)
    guard try isRoster || ExportSeal.isNeeded(path, origin: origin) else { return nil }
    let key = try key()
    var template = Array("\(folder)/soko-sealed-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw IntakeError.fileUnreadable(path: folder, reason: String(cString: strerror(errno)))
    }
    close(descriptor)
    self.path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    if isRoster {
      try RosterSeal(key: key).write(path, origin: origin, to: self.path)
    } else {
      try ExportSeal(key: key).write(path, origin: origin, to: self.path)
    }
  }

  deinit { unlink(path) }
}
