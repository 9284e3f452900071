internal import CLibarchive

/// Writes a zip, deflated, without times, into memory or a file: the same files give the same bytes.
package final class ZipWriter {
  private let archive: OpaquePointer
  private let output: Output

  private final class Output {
    var bytes: [UInt8] = []
    let file: OutputFile?
    var failure: (any Error)?

    init(_ file: OutputFile?) { self.file = file }

    func append(_ part: UnsafeRawBufferPointer) -> Bool {
      guard let file else {
        bytes.append(contentsOf: part)
        return true
      }
      file.append(part)
      do {
        try file.flushIfFull()
        return true
      } catch {
        failure = error
        return false
      }
    }
  }

  /// An archive in memory.
  package convenience init() throws { try self.init(to: nil) }

  /// - Parameter file: where the archive goes; nil is memory.
  init(to file: OutputFile?) throws {
    guard let archive = archive_write_new() else {
      throw IntakeError.archiveNotWritten("out of memory")
    }
    self.archive = archive
    output = Output(file)
    try check(archive_write_set_format_zip(archive))
    try check(archive_write_zip_set_compression_deflate(archive))
    // No padding after the last byte.
    try check(archive_write_set_bytes_in_last_block(archive, 1))
    try check(
      archive_write_open(
        archive, Unmanaged.passUnretained(output).toOpaque(), nil,
        { _, context, bytes, count in
          guard let context, let bytes else { return 0 }
          let output = Unmanaged<Output>.fromOpaque(context).takeUnretainedValue()
          return output.append(UnsafeRawBufferPointer(start: bytes, count: count)) ? count : -1
        }, nil))
  }

  deinit { archive_write_free(archive) }

  package func add(_ name: String, _ bytes: [UInt8]) throws {
    try add(name, count: bytes.count) { try bytes.withUnsafeBytes(write) }
  }

  /// Adds a file of `source.count` bytes, a piece in memory at a time.
  func add(_ name: String, _ source: ByteSource) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    try add(name, count: source.count) {
      var offset = 0
      while offset < source.count {
        let count = try source.read(at: offset, into: buffer)
        guard count > 0 else { throw IntakeError.archiveNotWritten("a file became shorter") }
        try write(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        offset += count
      }
    }
  }

  private func add(_ name: String, count: Int, _ body: () throws -> Void) throws {
    guard let entry = archive_entry_new() else {
      throw IntakeError.archiveNotWritten("out of memory")
    }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_filetype(entry, UInt32(S_IFREG))
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_size(entry, Int64(count))
    try check(archive_write_header(archive, entry))
    try body()
    try check(archive_write_finish_entry(archive))
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while let start = rest.baseAddress, !rest.isEmpty {
      let written = archive_write_data(archive, start, rest.count)
      guard written > 0 else { throw failure }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }

  /// Writes the directory and returns the archive, if it is in memory; nothing may be added afterwards.
  @discardableResult
  package func finish() throws -> [UInt8] {
    try check(archive_write_close(archive))
    return output.bytes
  }

  private var failure: any Error {
    output.failure
      ?? IntakeError.archiveNotWritten(
        archive_error_string(archive).map { String(cString: $0) } ?? "unknown")
  }

  private func check(_ status: Int32) throws {
    guard status == ARCHIVE_OK else { throw failure }
  }
}
