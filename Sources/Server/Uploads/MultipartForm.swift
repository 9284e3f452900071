import Foundation
import Pipeline

/// A form with one file (`multipart/form-data`, RFC 7578), read as it comes: the file goes to disk, the fields stay.
struct MultipartForm {
  /// The fields that are not the file, each at most once.
  private(set) var fields: [String: String] = [:]
  /// Under the field `file`; nil until one came.
  private(set) var file: UnnamedFile?
  private(set) var fileName = ""

  private enum Place {
    case before
    case afterDelimiter
    case headers
    case field(String)
    case file
    case end
  }

  /// Bytes of all fields, and of the headers of a part.
  private static let fieldLimit = 8 * 1024
  private let delimiter: [UInt8]
  private var place = Place.before
  /// What is not yet told apart; the first delimiter may stand at the very beginning.
  private var rest: [UInt8] = Array("\r\n".utf8)
  private var value: [UInt8] = []
  private var meter: UploadMeter

  /// - Parameters:
  ///   - contentType: the header of the request.
  ///   - limit: bytes of the file at most.
  /// - Throws: ``UploadError/typeUnfit`` when it is no such form.
  init(contentType: String, limit: Int) throws {
    guard contentType.hasPrefix("multipart/form-data"),
      let found = contentType.firstMatch(of: /boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/),
      let boundary = found.1 ?? found.2
    else { throw UploadError.typeUnfit }
    delimiter = Array("\r\n--\(boundary)".utf8)
    meter = UploadMeter(limit: limit)
  }

  /// Takes in the next bytes.
  ///
  /// - Throws: ``UploadError``.
  mutating func append(_ bytes: some Sequence<UInt8>) throws {
    rest.append(contentsOf: bytes)
    while try step() {}
  }

  /// - Throws: ``UploadError/formMalformed`` when the form was cut off.
  func finish() throws {
    guard case .end = place else { throw UploadError.formMalformed }
  }

  /// Moves on by one piece of the form; false when more bytes are needed.
  private mutating func step() throws -> Bool {
    switch place {
    case .before:
      guard let found = Self.find(delimiter, in: rest) else { return try wait() }
      rest.removeFirst(found + delimiter.count)
      place = .afterDelimiter
      return true
    case .afterDelimiter:
      guard rest.count >= 2 else { return false }
      let sign = Array(rest.prefix(2))
      rest.removeFirst(2)
      guard sign == Array("--".utf8) || sign == Array("\r\n".utf8) else {
        throw UploadError.formMalformed
      }
      place = sign == Array("--".utf8) ? .end : .headers
      return true
    case .headers:
      guard let found = Self.find(Array("\r\n\r\n".utf8), in: rest) else { return try wait() }
      try begin(String(decoding: rest[..<found], as: UTF8.self))
      rest.removeFirst(found + 4)
      return true
    case .field, .file: return try readPart()
    case .end:
      rest = []
      return false
    }
  }

  /// Waits for more of what is short in any honest form.
  private func wait() throws -> Bool {
    guard rest.count <= Self.fieldLimit else { throw UploadError.formMalformed }
    return false
  }

  private mutating func begin(_ headers: String) throws {
    guard let found = headers.firstMatch(of: /(?i)content-disposition:[^\r\n]*[ ;]name="([^"]*)"/)
    else { throw UploadError.formMalformed }
    let name = String(found.1)
    guard name == "file" else {
      guard fields[name] == nil else { throw UploadError.formMalformed }
      value = []
      place = .field(name)
      return
    }
    guard file == nil else { throw UploadError.formMalformed }
    let said = headers.firstMatch(of: /(?i)filename="([^"]*)"/)?.1 ?? ""
    fileName = String(said).removingPercentEncoding ?? String(said)
    file = try UnnamedFile()
    place = .file
  }

  private mutating func readPart() throws -> Bool {
    let found = Self.find(delimiter, in: rest)
    // The beginning of a delimiter may stand at the end.
    let count = found ?? max(0, rest.count - delimiter.count + 1)
    switch place {
    case .file:
      try meter.add(count)
      try rest.withUnsafeBytes { bytes in
        try file?.append(UnsafeRawBufferPointer(rebasing: bytes.prefix(count)))
      }
    case .field(let name):
      value.append(contentsOf: rest.prefix(count))
      guard value.count + fields.values.reduce(0, { $0 + $1.utf8.count }) <= Self.fieldLimit else {
        throw UploadError.formMalformed
      }
      if found != nil { fields[name] = String(decoding: value, as: UTF8.self) }
    default: break
    }
    rest.removeFirst(count)
    guard found != nil else { return false }
    rest.removeFirst(delimiter.count)
    place = .afterDelimiter
    return true
  }

  private static func find(_ wanted: [UInt8], in bytes: [UInt8]) -> Int? {
    guard bytes.count >= wanted.count else { return nil }
    return bytes.withUnsafeBytes { bytes in
      wanted.withUnsafeBytes { wanted -> Int? in
        var place = 0
        // Whole runs without its first byte are skipped at once.
        while place <= bytes.count - wanted.count {
          let rest = bytes.count - wanted.count + 1 - place
          guard let found = memchr(bytes.baseAddress! + place, Int32(wanted[0]), rest) else {
            return nil
          }
          place = UnsafeRawPointer(found) - bytes.baseAddress!
          if memcmp(found, wanted.baseAddress!, wanted.count) == 0 { return place }
          place += 1
        }
        return nil
      }
    }
  }
}
