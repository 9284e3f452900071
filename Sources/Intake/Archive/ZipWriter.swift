internal import CLibarchive

/// Writes a zip into memory, deflated, without times: the same files give the same bytes.
package final class ZipWriter {
  private let archive: OpaquePointer
  private let output = Output()

  private final class Output {
    var bytes: [UInt8] = []
  }

  package init() throws {
    guard let archive = archive_write_new() else {
      throw IntakeError.archiveNotWritten("out of memory")
    }
    self.archive = archive
    try check(archive_write_set_format_zip(archive))
    try check(archive_write_zip_set_compression_deflate(archive))
    // No padding after the last byte.
    try check(archive_write_set_bytes_in_last_block(archive, 1))
    try check(
      archive_write_open(
        archive, Unmanaged.passUnretained(output).toOpaque(), nil,
        { _, context, bytes, count in
          guard let context, let bytes else { return 0 }
          Unmanaged<Output>.fromOpaque(context).takeUnretainedValue().bytes
            .append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
          return count
        }, nil))
  }

  deinit { archive_write_free(archive) }

  package func add(_ name: String, _ bytes: [UInt8]) throws {
    guard let entry = archive_entry_new() else {
      throw IntakeError.archiveNotWritten("out of memory")
    }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname(entry, name)
    archive_entry_set_filetype(entry, UInt32(S_IFREG))
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_size(entry, Int64(bytes.count))
    try check(archive_write_header(archive, entry))
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer
      while let start = rest.baseAddress, !rest.isEmpty {
        let written = archive_write_data(archive, start, rest.count)
        guard written > 0 else { throw failure }
        rest = UnsafeRawBufferPointer(rebasing: rest[written...])
      }
    }
    try check(archive_write_finish_entry(archive))
  }

  /// Writes the directory and returns the archive; nothing may be added afterwards.
  package func finish() throws -> [UInt8] {
    try check(archive_write_close(archive))
    return output.bytes
  }

  private var failure: IntakeError {
    .archiveNotWritten(archive_error_string(archive).map { String(cString: $0) } ?? "unknown")
  }

  private func check(_ status: Int32) throws {
    guard status == ARCHIVE_OK else { throw failure }
  }
}
