internal import CLibarchive

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What makes an archive unusable.
enum ArchiveDefect: Error {
  case malformed
  case tooManyEntries
  case tooLarge(limit: Int)
  /// What it says in one place is not what it says in another.
  case ambiguous
  /// The file holds more than the archive.
  case padded
}

/// One pass over a zip: entry after entry, each skipped or read. The one door to libarchive's reader.
///
/// Of the many forms libarchive knows none but zip is let in. Entries are found by the archive's directory, which
/// ``ZipDirectory`` has looked at before. Sizes in headers are not believed; who reads counts.
final class ZipReader {
  /// What the archive's directory says of an entry.
  struct Header {
    enum Kind {
      case file, folder
      /// A link, a device, a folder with data: nothing that a bundle may hold.
      case other
    }

    let name: String
    let kind: Kind
  }

  private let archive: OpaquePointer
  private let input: Input

  /// What libarchive's callbacks see.
  private final class Input {
    let source: ByteSource
    var offset = 0
    var failure: (any Error)?
    /// Bytes that the archive's directory may take; nil once it has been read.
    var directoryBytes: Int?
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

    init(_ source: ByteSource, directoryBytes: Int) {
      self.source = source
      self.directoryBytes = directoryBytes
    }

    deinit { buffer.deallocate() }

    func read() throws -> Int {
      let count = try source.read(at: offset, into: buffer)
      offset += count
      if let left = directoryBytes {
        guard count <= left else { throw ArchiveDefect.tooManyEntries }
        directoryBytes = left - count
      }
      return count
    }

    static func from(_ context: UnsafeMutableRawPointer?) -> Input? {
      context.map { Unmanaged<Input>.fromOpaque($0).takeUnretainedValue() }
    }
  }

  /// - Parameter limits: how large the directory may be, which libarchive keeps in memory.
  init(_ source: ByteSource, limits: BundleLimits) throws {
    input = Input(source, directoryBytes: limits.directoryBytes + (1 << 20))
    guard let archive = archive_read_new() else { throw ArchiveDefect.malformed }
    self.archive = archive
    // The streaming reader is left out: it believes local headers and inflates to skip.
    try check(archive_read_support_format_zip_seekable(archive))
    // On every system each entry is an entry.
    _ = archive_read_set_format_option(archive, "zip", "mac-ext", nil)
    try check(archive_read_set_callback_data(archive, Unmanaged.passUnretained(input).toOpaque()))
    try check(
      archive_read_set_read_callback(archive) { archive, context, bytes in
        guard let input = Input.from(context) else { return -1 }
        do {
          let count = try input.read()
          bytes?.pointee = UnsafeRawPointer(input.buffer.baseAddress)
          return count
        } catch {
          input.failure = error
          return -1
        }
      })
    try check(
      archive_read_set_seek_callback(archive) { _, context, offset, whence in
        guard let input = Input.from(context) else { return Int64(ARCHIVE_FATAL) }
        let base =
          switch whence {
          case SEEK_CUR: input.offset
          case SEEK_END: input.source.count
          default: 0
          }
        let (target, isOverflown) = Int64(base).addingReportingOverflow(offset)
        guard !isOverflown, target >= 0 else { return Int64(ARCHIVE_FATAL) }
        input.offset = Int(target)
        return target
      })
    try check(archive_read_open1(archive))
  }

  deinit { archive_read_free(archive) }

  /// The next entry, or nil after the last.
  func next() throws -> Header? {
    try UTF8Locale.during {
      var entry: OpaquePointer?
      let status = archive_read_next_header(archive, &entry)
      input.directoryBytes = nil
      if status == ARCHIVE_EOF { return nil }
      // A warning here is about a name or a time: sizes were compared before.
      guard status >= ARCHIVE_WARN, let entry else { throw failure() }
      return header(entry)
    }
  }

  private func header(_ entry: OpaquePointer) -> Header {
    var name = ""
    if let path = archive_entry_pathname(entry) {
      name = EntryName.decoded(UnsafeRawBufferPointer(start: path, count: strlen(path)))
    }
    var kind = Header.Kind.other
    if archive_entry_hardlink(entry) == nil, archive_entry_symlink(entry) == nil {
      switch archive_entry_filetype(entry) {
      case S_IFREG where !name.hasSuffix("/"): kind = .file
      case S_IFDIR where archive_entry_size(entry) == 0:
        kind = .folder
        if name.hasSuffix("/") { name.removeLast() }
      default: break
      }
    }
    return Header(name: name, kind: kind)
  }

  /// Fills `buffer` with the entry's next bytes and returns how many; fewer than asked only at its end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var count = 0
    while count < buffer.count {
      let length = archive_read_data(
        archive, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      if length == 0 { break }
      guard length > 0 else { throw failure() }
      count += length
    }
    return count
  }

  /// A failed read of the file is a failure of the world, all else a defect of the archive.
  private func failure() -> any Error { input.failure ?? ArchiveDefect.malformed }

  private func check(_ status: Int32) throws {
    guard status >= ARCHIVE_WARN else { throw failure() }
  }
}

/// libarchive puts names into the thread's character set, which is ASCII unless told.
private enum UTF8Locale {
  nonisolated(unsafe) private static let locale =
    newlocale(1 << LC_CTYPE, "C.UTF-8", nil) ?? newlocale(1 << LC_CTYPE, "UTF-8", nil)

  static func during<T>(_ body: () throws -> T) rethrows -> T {
    guard let locale else { return try body() }
    let previous = uselocale(locale)
    defer { uselocale(previous) }
    return try body()
  }
}
