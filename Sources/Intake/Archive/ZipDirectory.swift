/// The directory of a zip, held against the file itself before anything of it is unpacked.
///
/// A zip says everything twice, in its directory and beside each entry, and two programs may believe different
/// places. So the two must agree; entries must not share bytes, which is how a small file holds a bomb; and the file
/// must hold nothing but them. Each entry can then be opened at its place, however many there are.
///
/// Source: PKWARE, APPNOTE 6.3.10, 4.3 and 4.5.3.
struct ZipDirectory {
  struct Entry {
    /// As it stands, in whatever encoding.
    let name: [UInt8]
    /// From the beginning of its own header to the end of its data.
    let range: Range<Int>
    /// Its record in the directory.
    fileprivate let record: Range<Int>
    fileprivate let hasDescriptor: Bool
    /// Where its record says that it begins.
    fileprivate let offsetField: Range<Int>
  }

  /// In the order in which they lie in the file.
  private(set) var entries: [Entry] = []
  /// What is wrong with single entries, as codes of problems and names.
  private(set) var defects: [(code: String, name: [UInt8])] = []
  private let source: ByteSource

  /// Bytes between two entries that are let be: what follows the data of an entry, and what aligns the next.
  private static let slack = 64
  private static let stored = 0
  private static let deflated = 8

  /// - Throws: ``ArchiveDefect``, and ``IntakeError`` when the file cannot be read.
  init(_ source: ByteSource, limits: BundleLimits) throws {
    self.source = source
    let end = try ZipEnd(source)
    guard end.count <= limits.entries, end.size <= limits.directoryBytes else {
      throw ArchiveDefect.tooManyEntries
    }
    var records = ZipWindow(source, end.range)
    entries.reserveCapacity(end.count)
    while !records.isAtEnd {
      guard entries.count + defects.count < end.count else { throw ArchiveDefect.ambiguous }
      try read(&records, before: end.range.lowerBound)
    }
    guard entries.count + defects.count == end.count else { throw ArchiveDefect.ambiguous }
    guard defects.isEmpty else { return }
    entries.sort { $0.range.lowerBound < $1.range.lowerBound }
    var place = 0
    for entry in entries {
      guard entry.range.lowerBound >= place else { throw ArchiveDefect.ambiguous }
      guard entry.range.lowerBound <= (place == 0 ? 0 : place + Self.slack) else {
        throw ArchiveDefect.padded
      }
      place = entry.range.upperBound
    }
    guard end.range.lowerBound <= place + Self.slack else { throw ArchiveDefect.padded }
  }

  /// Reads the next record and what stands at the place it names.
  private mutating func read(_ records: inout ZipWindow, before end: Int) throws {
    let head = try records.take(46)
    guard head.u32(0) == 0x0201_4B50 else { throw ArchiveDefect.malformed }
    let start = records.place - 46
    let name = try records.take(head.u16(28))
    let extra = try records.take(head.u16(30))
    _ = try records.take(head.u16(32))
    var large = ZipLargeFields(extra, from: start + 46 + name.count)
    let size = try large.value(of: head.u32(24))
    let packed = try large.value(of: head.u32(20))
    var offsetField = start + 42..<start + 46
    let offset = try large.value(of: head.u32(42), at: &offsetField)
    let (flags, method) = (head.u16(8), head.u16(10))
    func refuse(_ code: String) { defects.append((code, name)) }
    guard head.u16(34) == 0 else { throw ArchiveDefect.malformed }
    if name.isEmpty || name.contains(0) { return refuse("intake.archive_entry_unsafe") }
    if flags & 0x2041 != 0 { return refuse("intake.archive_encrypted") }
    guard method == Self.stored || method == Self.deflated else {
      return refuse("intake.archive_method_unsupported")
    }
    let own = try source.bytes(at: offset, count: 30)
    guard own.count == 30, own.u32(0) == 0x0403_4B50 else {
      return refuse("intake.archive_ambiguous")
    }
    let (nameEnd, extraEnd) = (offset + 30 + own.u16(26), offset + 30 + own.u16(26) + own.u16(28))
    let (dataEnd, isOverflown) = extraEnd.addingReportingOverflow(packed)
    let hasDescriptor = own.u16(6) & 8 != 0
    let ownName = try source.bytes(at: offset + 30, count: own.u16(26))
    var isSame =
      !isOverflown && dataEnd <= end && own.u16(8) == method && own.u16(6) & 0x2041 == 0
      && ownName == name
    if isSame, !hasDescriptor {
      var ownLarge = ZipLargeFields(
        try source.bytes(at: nameEnd, count: own.u16(28)), from: nameEnd)
      isSame =
        own.u32(14) == head.u32(16) && (try? ownLarge.value(of: own.u32(22))) == size
        && (try? ownLarge.value(of: own.u32(18))) == packed
    }
    guard isSame, method == Self.deflated || size == packed else {
      return refuse("intake.archive_ambiguous")
    }
    entries.append(
      Entry(
        name: name, range: offset..<dataEnd, record: start..<records.place,
        hasDescriptor: hasDescriptor, offsetField: offsetField))
  }

  /// A zip with one entry of this one alone, so that it opens without a walk over all before it.
  func source(of index: Int) throws -> ByteSource {
    let entry = entries[index]
    var tail = try source.bytes(at: entry.record.lowerBound, count: entry.record.count)
    for place in entry.offsetField { tail[place - entry.record.lowerBound] = 0 }
    let end = min(source.count, entry.range.upperBound + (entry.hasDescriptor ? 24 : 0))
    let range = entry.range.lowerBound..<end
    tail += [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0]
    for value in [entry.record.count, range.count] {
      tail += (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    return ByteSource(source, range, followedBy: tail + [0, 0])
  }
}

/// Where the directory of a zip ends, and what is said of it there.
private struct ZipEnd {
  /// The directory's place.
  let range: Range<Int>
  let count: Int
  var size: Int { range.count }

  private static let length = 22
  private static let commentLength = 0xFFFF

  init(_ source: ByteSource) throws {
    let start = max(0, source.count - Self.length - Self.commentLength)
    let tail = try source.bytes(at: start, count: source.count - start)
    var isCut = false
    var place: Int?
    for index in stride(from: tail.count - Self.length, through: 0, by: -1)
    where tail[index] == 0x50 && tail.u32(index) == 0x0605_4B50 {
      let rest = tail.count - index - Self.length - tail.u16(index + 20)
      if rest == 0 {
        place = index
        break
      }
      if rest > 0 { isCut = true }
    }
    // An end that is followed by more than its comment: something was put behind the archive.
    guard let place else { throw isCut ? ArchiveDefect.padded : ArchiveDefect.malformed }
    guard tail.u16(place + 4) == 0, tail.u16(place + 6) == 0,
      tail.u16(place + 8) == tail.u16(place + 10)
    else { throw ArchiveDefect.malformed }
    let said = (
      count: tail.u16(place + 10), size: tail.u32(place + 12), offset: tail.u32(place + 16)
    )
    var (count, size, offset, end) = (said.count, said.size, said.offset, start + place)
    if place >= 20, tail.u32(place - 20) == 0x0706_4B50 {
      let large = try source.bytes(at: tail.u64(place - 12), count: 56)
      guard large.count == 56, large.u32(0) == 0x0606_4B50, large.u32(16) == 0, large.u32(20) == 0
      else { throw ArchiveDefect.malformed }
      (count, size, offset, end) = (
        large.u64(32), large.u64(40), large.u64(48), tail.u64(place - 12)
      )
      let isSame =
        [count, 0xFFFF].contains { $0 == said.count } && [size, 0xFFFF_FFFF].contains(said.size)
        && [offset, 0xFFFF_FFFF].contains(said.offset)
        && end + 12 + large.u64(4) == start + place - 20
      guard isSame else { throw ArchiveDefect.ambiguous }
    }
    let (cut, isOverflown) = offset.addingReportingOverflow(size)
    guard !isOverflown, cut <= end else { throw ArchiveDefect.malformed }
    // What the directory does not reach to stands between it and its end, or before the whole archive.
    guard cut == end else { throw ArchiveDefect.padded }
    self.count = count
    range = offset..<cut
  }
}

/// Numbers of 64 bits that stand apart, in the place of those that do not fit into 32.
private struct ZipLargeFields {
  private var rest: ArraySlice<UInt8> = []
  /// Where in the file `rest` begins, less where it begins in the array.
  private let base: Int

  /// - Parameter place: where in the file `extra` stands.
  init(_ extra: [UInt8], from place: Int) {
    base = place
    var index = 0
    while index + 4 <= extra.count {
      let length = extra.u16(index + 2)
      guard index + 4 + length <= extra.count else { return }
      if extra.u16(index) == 1 {
        rest = extra[(index + 4)..<(index + 4 + length)]
        return
      }
      index += 4 + length
    }
  }

  mutating func value(of short: Int) throws -> Int {
    var place = 0..<0
    return try value(of: short, at: &place)
  }

  /// The value itself, or the next of the long ones, whose place is noted.
  mutating func value(of short: Int, at place: inout Range<Int>) throws -> Int {
    guard short == 0xFFFF_FFFF, rest.count >= 8 else { return short }
    let value = Array(rest.prefix(8)).u64(0)
    place = base + rest.startIndex..<base + rest.startIndex + 8
    rest = rest.dropFirst(8)
    return value
  }
}

/// Bytes of a range of a file, taken one after another.
private struct ZipWindow {
  private let source: ByteSource
  private let end: Int
  private var held: [UInt8] = []
  private var used = 0
  /// Where in the file the next byte stands.
  private(set) var place: Int

  init(_ source: ByteSource, _ range: Range<Int>) {
    self.source = source
    (place, end) = (range.lowerBound, range.upperBound)
  }

  var isAtEnd: Bool { place >= end }

  mutating func take(_ count: Int) throws -> [UInt8] {
    guard count <= end - place else { throw ArchiveDefect.malformed }
    if held.count - used < count {
      held = try source.bytes(at: place, count: min(end - place, max(count, 1 << 16)))
      used = 0
      guard held.count >= count else { throw ArchiveDefect.malformed }
    }
    defer {
      used += count
      place += count
    }
    return Array(held[used..<used + count])
  }
}

extension [UInt8] {
  fileprivate func u16(_ index: Int) -> Int { Int(self[index]) | Int(self[index + 1]) << 8 }

  fileprivate func u32(_ index: Int) -> Int { u16(index) | u16(index + 2) << 16 }

  /// What is beyond any file stays beyond it, and can be added to.
  fileprivate func u64(_ index: Int) -> Int {
    Swift.min(u32(index + 4), 1 << 28) << 32 | u32(index)
  }
}
