#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Turns text of another encoding into UTF-8, piece by piece. The one door to iconv.
final class TextConverter {
  /// Stands where a character could not be read: no UTF-8 has this byte, so its row is found malformed.
  static let unreadable: UInt8 = 0xFF
  /// The most bytes of UTF-8 that a byte of a supported encoding can become.
  static let growth = 3

  /// Units that could not be read in the last call: where they stand in the input and in the output.
  private(set) var misread: [(input: Int, output: Int)] = []

  private let descriptor: iconv_t
  private let unit: Int

  /// - Throws: ``IntakeError/encodingUnavailable(_:)`` when this machine's iconv does not know the encoding.
  init(from encoding: TextEncoding) throws {
    descriptor = iconv_open("UTF-8", encoding.rawValue)
    unit = encoding.unit
    guard descriptor != iconv_t(bitPattern: -1) else {
      throw IntakeError.encodingUnavailable(encoding.rawValue)
    }
  }

  deinit { iconv_close(descriptor) }

  /// Converts what it can of `input` and returns how much was read and written.
  ///
  /// - A unit that is no character becomes ``unreadable``.
  /// - A character that `input` holds a part of is left for the next call, or unreadable when `isLast`.
  /// - Parameter output: at least ``growth`` times as large as `input`.
  func convert(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer, isLast: Bool
  ) -> (read: Int, written: Int) {
    misread.removeAll(keepingCapacity: true)
    guard let source = input.baseAddress, let target = output.baseAddress else { return (0, 0) }
    var next: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: source)
      .assumingMemoryBound(to: CChar.self)
    var place: UnsafeMutablePointer<CChar>? = target.assumingMemoryBound(to: CChar.self)
    var (left, room) = (input.count, output.count)
    while left > 0 {
      if iconv(descriptor, &next, &left, &place, &room) != Int(bitPattern: UInt.max) { break }
      let isPartial = errno == EINVAL
      guard isPartial ? isLast : errno == EILSEQ, room > 0 else { break }
      let skipped = isPartial ? left : min(unit, left)
      misread.append((input.count - left, output.count - room))
      place?.pointee = CChar(bitPattern: Self.unreadable)
      place = place.map { $0 + 1 }
      room -= 1
      next = next.map { $0 + skipped }
      left -= skipped
    }
    return (input.count - left, output.count - room)
  }

  /// The characters of the bytes from 0x80 on in an encoding of single bytes; nil where there is none.
  static func upperHalf(of encoding: TextEncoding) throws -> [Unicode.Scalar?] {
    let converter = try TextConverter(from: encoding)
    return (UInt8(0x80)...0xFF).map { byte in
      let text = [UInt8](unsafeUninitializedCapacity: 8) { buffer, count in
        count = withUnsafeBytes(of: byte) { input in
          converter.convert(input, into: UnsafeMutableRawBufferPointer(buffer), isLast: true)
            .written
        }
      }
      return String(validating: text, as: UTF8.self)?.unicodeScalars.first
    }
  }
}
