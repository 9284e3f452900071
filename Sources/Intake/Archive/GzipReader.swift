internal import CLibarchive

/// The bytes of a gzip file, unpacked as they are asked for. The one door to libarchive's gzip filter.
///
/// libarchive leaves the check of what came out to others, so it is made here: a file that is cut off or damaged
/// is malformed where that shows, which may be at its end. A file of several members is refused too, since only
/// the last of their checks could be found.
final class GzipReader {
  private let archive: OpaquePointer
  private let input: Input
  private let limit: Int
  private var total = 0
  private var checksum = Checksum()
  private var isChecked = false
  private var isEmpty = false

  private final class Input {
    let source: ByteSource
    var offset = 0
    var failure: (any Error)?
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)

    init(_ source: ByteSource) { self.source = source }

    deinit { buffer.deallocate() }
  }

  /// - Parameter limit: the most bytes that may come out.
  /// - Throws: ``ArchiveDefect`` when the bytes are not those of a gzip file.
  init(_ source: ByteSource, limit: Int) throws {
    // Without the mark libarchive would pass any bytes on as they are.
    guard try source.head(2) == [0x1F, 0x8B], let archive = archive_read_new() else {
      throw ArchiveDefect.malformed
    }
    self.archive = archive
    self.limit = limit
    input = Input(source)
    try check(archive_read_support_filter_gzip(archive))
    try check(archive_read_support_format_raw(archive))
    try check(archive_read_support_format_empty(archive))
    try check(archive_read_set_callback_data(archive, Unmanaged.passUnretained(input).toOpaque()))
    try check(
      archive_read_set_read_callback(archive) { _, context, bytes in
        guard let context else { return -1 }
        let input = Unmanaged<Input>.fromOpaque(context).takeUnretainedValue()
        do {
          let count = try input.source.read(at: input.offset, into: input.buffer)
          input.offset += count
          bytes?.pointee = UnsafeRawPointer(input.buffer.baseAddress)
          return count
        } catch {
          input.failure = error
          return -1
        }
      })
    try check(archive_read_open1(archive))
    var entry: OpaquePointer?
    let status = archive_read_next_header(archive, &entry)
    isEmpty = status == ARCHIVE_EOF
    if !isEmpty { try check(status) }
  }

  deinit { archive_read_free(archive) }

  /// Fills `buffer` and returns how many bytes there were; fewer than asked only at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var count = 0
    while !isEmpty, count < buffer.count {
      let length = archive_read_data(
        archive, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      if length == 0 { break }
      guard length > 0 else { throw failure() }
      count += length
      total += length
      guard total <= limit else { throw ArchiveDefect.tooLarge(limit: limit) }
    }
    checksum.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    if count < buffer.count, !isChecked {
      isChecked = true
      try checkEnd()
    }
    return count
  }

  /// Holds what came out against the checksum and the length that stand at the end of the file.
  private func checkEnd() throws {
    var end = [UInt8](repeating: 0, count: 8)
    let place = input.source.count - end.count
    let read = try end.withUnsafeMutableBytes { try input.source.read(at: max(place, 0), into: $0) }
    func number(_ start: Int) -> UInt32 {
      end[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    guard place >= 10, read == end.count, number(0) == checksum.value,
      number(4) == UInt32(truncatingIfNeeded: total)
    else { throw ArchiveDefect.malformed }
  }

  private func failure() -> any Error { input.failure ?? ArchiveDefect.malformed }

  private func check(_ status: Int32) throws {
    guard status >= ARCHIVE_WARN else { throw failure() }
  }
}

/// The cyclic redundancy check of gzip and zip (RFC 1952, section 8).
private struct Checksum {
  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1
    }
  }

  private var state: UInt32 = 0xFFFF_FFFF

  var value: UInt32 { ~state }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var state = state
    Self.table.withUnsafeBufferPointer { table in
      for byte in bytes { state = table[Int((state ^ UInt32(byte)) & 0xFF)] ^ state >> 8 }
    }
    self.state = state
  }
}
