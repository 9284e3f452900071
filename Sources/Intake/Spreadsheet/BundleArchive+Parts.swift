#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

extension BundleArchive {
  /// Opens a part of a workbook; the case of names does not matter. Nil when there is none.
  func part(_ name: String) throws -> EntryStream? {
    if contains(name) { return try stream(name, isDigested: false) }
    let wanted = name.lowercased()
    guard let found = names.first(where: { $0.lowercased() == wanted }) else { return nil }
    return try stream(found, isDigested: false)
  }

  /// Pushes a part into `parser`; false when there is none.
  ///
  /// - Parameter limit: bytes of the part; nil when only those of the archive count.
  /// - Throws: ``WorkbookDefect``, ``ArchiveDefect``.
  func parse(_ name: String, into parser: XMLPushParser, limit: Int?) throws -> Bool {
    var budget = limit ?? .max
    return try parse(name, into: parser, limit: limit, counting: &budget)
  }

  /// - Parameter budget: from which the bytes of the part are taken.
  func parse(
    _ name: String, into parser: XMLPushParser, limit: Int?, counting budget: inout Int
  ) throws -> Bool {
    guard let stream = try part(name) else { return false }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    do {
      while true {
        let length = try stream.read(into: buffer)
        budget -= length
        if let limit, stream.count > limit {
          throw WorkbookDefect.tooLarge(limit: BundleLimits.text(limit))
        }
        try parser.push(
          UnsafeRawBufferPointer(rebasing: buffer[..<length]), isLast: length < buffer.count)
        if length < buffer.count { return true }
      }
    } catch let defect as XMLDefect {
      throw WorkbookDefect(defect, part: name)
    }
  }
}

extension EntryStream {
  /// Whether the rest of the stream holds a word, in UTF-8 or in another encoding that begins with a mark.
  func contains(_ word: StaticString) throws -> Bool {
    let kept = word.utf8CodeUnitCount - 1
    let size = 1 << 16
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size + kept, alignment: 16)
    defer { buffer.deallocate() }
    buffer.initializeMemory(as: UInt8.self, repeating: 0)
    var isFound = false
    while true {
      let length = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[kept...]))
      if count == length, length > 1, buffer[kept] >= 0xFE { isFound = true }
      if Self.contains(UnsafeRawBufferPointer(rebasing: buffer[..<(kept + length)]), word) {
        isFound = true
      }
      if isFound || length < size { return isFound }
      for index in 0..<kept { buffer[index] = buffer[size + index] }
    }
  }

  private static func contains(_ bytes: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
    let length = word.utf8CodeUnitCount
    guard var start = bytes.baseAddress, bytes.count >= length else { return false }
    let end = start + bytes.count - length + 1
    while start < end, let found = memchr(start, Int32(word.utf8Start[0]), end - start) {
      if memcmp(found, word.utf8Start, length) == 0 { return true }
      start = UnsafeRawPointer(found) + 1
    }
    return false
  }
}
