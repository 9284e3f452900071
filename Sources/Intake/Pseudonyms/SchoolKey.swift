#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The secret with which a school turns its own identifiers into pseudonyms.
///
/// The key lies in the school and nowhere else: whoever has it and a list of names can find the pupils behind the
/// pseudonyms.
package struct SchoolKey: Sendable {
  package static let byteCount = 32
  /// Base32 digits of 128 bits.
  static let pseudonymLength = 26
  static let fingerprintLength = 8

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    precondition(bytes.count == Self.byteCount)
    self.bytes = bytes
  }

  /// Reads a key file: the key's bytes and nothing else.
  package init(path: String) throws {
    let source = try ByteSource(path: path)
    guard source.count == Self.byteCount else { throw IntakeError.keyMalformed(path: path) }
    bytes = try source.head(Self.byteCount)
  }

  /// Makes a key at random and writes it to a file that only its owner may read.
  ///
  /// - Throws: ``IntakeError/fileExists(path:)``; a key is never written over.
  package static func create(path: String) throws -> SchoolKey {
    let key = SchoolKey(randomBytes(byteCount))
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw IntakeError.fileExists(path: path) }
      throw IntakeError.fileUnreadable(path: path, reason: String(cString: strerror(errno)))
    }
    defer { close(descriptor) }
    guard write(descriptor, key.bytes, byteCount) == byteCount, fsync(descriptor) == 0 else {
      let reason = String(cString: strerror(errno))
      unlink(path)
      throw IntakeError.fileUnreadable(path: path, reason: reason)
    }
    return key
  }

  /// Whether others than its owner may read the file.
  package static func isOpenToOthers(path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
  }

  /// Whose pseudonym it is; a pupil and a teacher of one number have different ones.
  enum Subject: String {
    case student, staff

    /// What stands before the identifier; a pupil's stands alone.
    fileprivate var prefix: String { self == .student ? "" : "staff\u{1F}" }
  }

  /// The whole keyed hash of an identifier, of which the first half is the pseudonym.
  func hash(_ identifier: LocalIdentifier, _ subject: Subject) -> [UInt8] {
    hmacSHA256(Array((subject.prefix + identifier.text).utf8), key: bytes)
  }

  /// The keyed hash of bytes that say themselves whose they are.
  func hash(_ bytes: [UInt8]) -> [UInt8] { hmacSHA256(bytes, key: self.bytes) }

  /// A key that lives as long as the program runs: what it makes means nothing afterwards.
  static let passing = SchoolKey(randomBytes(byteCount))

  /// 128 bits of a keyed hash as 26 base32 digits.
  static func pseudonym(_ hash: [UInt8]) -> [UInt8] { Base32.digits(hash.prefix(16)) }

  /// Eight base32 digits that tell this key from another; nothing of the key follows from them.
  package var fingerprint: String {
    let hash = hmacSHA256(Array("soko:keyFingerprint".utf8), key: bytes)
    return String(decoding: Base32.digits(hash.prefix(5)), as: UTF8.self)
  }

  static func isFingerprint(_ text: String) -> Bool {
    text.utf8.count == fingerprintLength && text.utf8.allSatisfy(Base32.alphabet.contains)
  }
}

/// Base32 (RFC 4648) in lower case, without padding.
enum Base32 {
  static let alphabet = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

  static func digits(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var digits: [UInt8] = []
    var (bits, count): (UInt32, UInt32) = (0, 0)
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 5 {
        count -= 5
        digits.append(alphabet[Int(bits >> count & 31)])
      }
    }
    if count > 0 { digits.append(alphabet[Int(bits << (5 - count) & 31)]) }
    return digits
  }
}
