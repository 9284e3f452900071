import Testing

@testable import Intake

@Suite struct EncodingGuessTests {
  private func guess(_ bytes: [UInt8]) throws -> TextEncoding {
    try EncodingGuess.narrow(bytes, isCut: false)
  }

  @Test(arguments: [
    "физика", "Школа № 5", "ГБОУ СОШ", "9А;9Б", "призёр", "гимназия «Ёлочка»", "а", "9а\n9б",
    "СОШ", "обычный, углублённый", "1\u{A0}250,5", "№ 3 – «Луч»",
  ])
  func `short text in Windows-1251 is told`(_ text: String) throws {
    #expect(try guess(EncodedText.bytes(text, .windows1251)) == .windows1251)
  }

  @Test(arguments: ["физика", "ГБОУ СОШ", "9А;9Б", "призёр", "9а\n9б", "тел", "раб. день", "Школа"])
  func `short text in CP866 is told`(_ text: String) throws {
    #expect(try guess(EncodedText.bytes(text, .ibm866)) == .ibm866)
  }

  @Test(arguments: [
    "физика и математика", "Школа с углублённым изучением", "обычный, профильный, сетевой",
  ])
  func `words in KOI8-R are told`(_ text: String) throws {
    #expect(try guess(EncodedText.bytes(text, .koi8r)) == .koi8r)
  }

  @Test(arguments: ["физика", "А", "ё", "Татар теле һәм әдәбияты", "café", "«№»", "日本語", "😀"])
  func `text in UTF-8 is told`(_ text: String) throws {
    #expect(try guess(Array(text.utf8)) == .utf8)
  }

  @Test func `a few broken bytes do not make UTF-8 another encoding`() throws {
    let sound = Array("физика и математика, литература и химия".utf8)
    #expect(try guess(sound + [0xE0, 0xE1, 0xF7]) == .utf8)
  }

  @Test func `bytes that nothing explains stay UTF-8, whose rows are then malformed`() throws {
    #expect(try guess((0x80...0xFF).map { UInt8($0) }) == .utf8)
  }

  @Test func `a letter cut by the end of the sample says nothing`() throws {
    let text = Array(String(repeating: "ы", count: 40_000).utf8.prefix(EncodingGuess.sample - 1))
    #expect(try EncodingGuess.narrow(text, isCut: true) == .utf8)
    #expect(try EncodingGuess.narrow([0xE0], isCut: true) == .utf8)
    #expect(try guess([0xE0]) == .windows1251)
  }

  @Test func `UTF-16 is told by its zeros, and text of bytes is not taken for it`() {
    for text in ["a;b\n", "класс;параллель;профиль\n9А;9;физика\n", "1;2\n3;4\n"] {
      #expect(EncodingGuess.wide(EncodedText.bytes(text, .utf16LittleEndian)) == .utf16LittleEndian)
      #expect(EncodingGuess.wide(EncodedText.bytes(text, .utf16BigEndian)) == .utf16BigEndian)
      #expect(EncodingGuess.wide(Array(text.utf8)) == nil)
      #expect(EncodingGuess.wide(EncodedText.bytes(text, .windows1251)) == nil)
    }
    #expect(EncodingGuess.wide(Array("a b c d e f g h ".utf8)) == nil)
    #expect(EncodingGuess.wide([]) == nil)
  }

  @Test func `names of encodings are those of IANA and of programs, whatever their case`() {
    #expect(TextEncoding(name: "Windows-1251") == .windows1251)
    #expect(TextEncoding(name: "CP1251") == .windows1251)
    #expect(TextEncoding(name: "cp866") == .ibm866)
    #expect(TextEncoding(name: "UTF-16LE") == .utf16LittleEndian)
    #expect(TextEncoding(name: "koi8-r") == .koi8r)
    #expect(TextEncoding(name: "shift_jis") == nil)
  }
}
