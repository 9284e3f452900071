import Schools
import Testing

@testable import Intake

@Suite struct TextDecoderTests {
  private static let text =
    "class_code;grade;profile\r\n"
    + (1...40).map { "\($0 % 11 + 1)А;\($0 % 11 + 1);Ёлка, щука и ещё физика \($0)\r\n" }.joined()
  private static let encodings: [TextEncoding] = [
    .utf8, .utf16LittleEndian, .utf16BigEndian, .windows1251, .ibm866, .koi8r,
  ]

  /// Gives `bytes` in full buffers, as a file of an archive does.
  private static func source(_ bytes: [UInt8]) -> TextDecoder.Source {
    var offset = 0
    return { buffer in
      let length = min(buffer.count, bytes.count - offset)
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + length]))
      }
      offset += length
      return length
    }
  }

  private static func read(
    _ bytes: [UInt8], declared: TextEncoding? = nil, chunk: Int = 1 << 16
  ) throws -> (text: [UInt8], encoding: TextEncoding, conflict: EncodingConflict?) {
    let decoder = TextDecoder(declared: declared, source: source(bytes))
    if let conflict = try decoder.start() { return ([], decoder.encoding, conflict) }
    var result: [UInt8] = []
    while true {
      let piece = try [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
        count = try decoder.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      result += piece
      if piece.count < chunk { break }
    }
    return (result, decoder.encoding, decoder.conflict)
  }

  @Test(arguments: encodings, [1, 2, 3, 5, 61, 1000, 1 << 16])
  func `text is found and read the same whatever the size of the reads`(
    _ encoding: TextEncoding, _ chunk: Int
  ) throws {
    let found = try Self.read(EncodedText.bytes(Self.text, encoding), chunk: chunk)
    #expect(found.encoding == encoding)
    #expect(String(decoding: found.text, as: UTF8.self) == Self.text)
  }

  @Test(arguments: encodings, [0, 1, 2, 3])
  func `a letter across the border of two blocks is whole`(
    _ encoding: TextEncoding, _ shift: Int
  ) throws {
    // Blocks are 64 KiB: letters of two bytes stand at every offset of their borders.
    let text = String(repeating: "x", count: shift) + String(repeating: "Школа Щё ", count: 40_000)
    let found = try Self.read(EncodedText.bytes(text, encoding), declared: encoding)
    #expect(found.conflict == nil)
    #expect(found.text.elementsEqual(text.utf8))
  }

  @Test(arguments: encodings)
  func `letters that come late decide as well as early ones`(_ encoding: TextEncoding) throws {
    let head = String(repeating: "p1,mat,2025-06-21,5\n", count: 20_000)
    let text = head + "p2,физика и литература,2025-06-21,4\n"
    let found = try Self.read(EncodedText.bytes(text, encoding), chunk: 4096)
    #expect(found.encoding == encoding)
    #expect(found.text.elementsEqual(text.utf8))
  }

  @Test func `text of ASCII alone is UTF-8`() throws {
    let found = try Self.read(Array("student_key,entry_year\np1,2016\n".utf8))
    #expect(found.encoding == .utf8)
    #expect(try Self.read([]).encoding == .utf8)
  }

  @Test(arguments: [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian])
  func `a byte order mark is no part of the text`(_ encoding: TextEncoding) throws {
    let bytes = EncodedText.bytes("класс\n", encoding, mark: true)
    let found = try Self.read(bytes, chunk: 3)
    #expect(found.encoding == encoding)
    #expect(found.text.elementsEqual("класс\n".utf8))
    let declared: TextEncoding = encoding == .utf8 ? .utf8 : .utf16
    #expect(try Self.read(bytes, declared: declared).conflict == nil)
  }

  @Test func `a surrogate without its other half is unreadable and what follows is read`() throws {
    // U+1F600 as a pair, then a half of one, then a letter, then half a unit.
    let bytes: [UInt8] = [0xFF, 0xFE, 0x3D, 0xD8, 0x00, 0xDE, 0x00, 0xD8, 0x16, 0x04, 0x41]
    let found = try Self.read(bytes)
    #expect(found.text == Array("😀".utf8) + [0xFF] + Array("Ж".utf8) + [0xFF])
  }

  @Test func `a byte that Windows-1251 does not have is unreadable`() throws {
    let bytes =
      EncodedText.bytes("классы", .windows1251) + [0x98] + EncodedText.bytes("школы", .windows1251)
    let found = try Self.read(bytes, declared: .windows1251)
    #expect(found.text == Array("классы".utf8) + [0xFF] + Array("школы".utf8))
  }

  @Test func `every byte of an encoding of single bytes is read as our own table has it`() throws {
    let letters = (0x410...0x44F).compactMap(Unicode.Scalar.init).map { String($0) }.joined() + "Ёё"
    for encoding in TextEncoding.singleByte {
      let found = try Self.read(EncodedText.bytes(letters, encoding), declared: encoding)
      #expect(found.text.elementsEqual(letters.utf8), "\(encoding.rawValue)")
    }
  }

  // MARK: Declarations

  @Test func `a declaration that the bytes contradict is a conflict`() throws {
    let text = Self.text
    let cases: [(declared: TextEncoding, bytes: TextEncoding, mark: Bool)] = [
      (.utf8, .utf16LittleEndian, true), (.utf8, .utf16LittleEndian, false),
      (.windows1251, .utf8, true), (.windows1251, .utf8, false), (.ibm866, .utf8, false),
      (.windows1251, .ibm866, false), (.utf16LittleEndian, .utf16BigEndian, true),
      (.utf16LittleEndian, .utf16BigEndian, false), (.utf16, .windows1251, false),
    ]
    for one in cases {
      let bytes = EncodedText.bytes(text, one.bytes, mark: one.mark)
      #expect(
        try Self.read(bytes, declared: one.declared).conflict
          == .contradicted(one.declared, found: one.bytes), "\(one)")
    }
  }

  @Test func `UTF-8 that is declared as Windows-1251 is noticed by its last letter`() throws {
    let ascii = String(repeating: "p1,mat,2025-06-21,5\n", count: 20_000)
    let bytes = Array((ascii + "p2,9Б,2025-06-21,5\n").utf8)
    #expect(
      try Self.read(bytes, declared: .windows1251).conflict
        == .contradicted(.windows1251, found: .utf8))
    // One letter that is no UTF-8 makes the declaration true.
    let honest = bytes + EncodedText.bytes("9Б\n", .windows1251)
    #expect(try Self.read(honest, declared: .windows1251).conflict == nil)
  }

  @Test func `what is declared is not guessed again`() throws {
    // KOI8-R letters А, Б, В are б, в, ч of Windows-1251: nothing but the declaration tells them apart.
    let bytes = EncodedText.bytes("9А,9Б,9В\n", .koi8r)
    #expect(try Self.read(bytes, declared: .koi8r).text.elementsEqual("9А,9Б,9В\n".utf8))
    #expect(try Self.read(bytes).encoding == .windows1251)
  }
}
