import Schools
import Testing

@testable import Intake

@Suite struct DelimiterGuessTests {
  private func guess(_ text: String, table: RecordTable = .facility) throws -> Character? {
    try DelimiterGuess(of: table, Array(text.utf8), isWhole: true).best()
      .map { Character(UnicodeScalar($0)) }
  }

  @Test func `the header's names decide, whatever stands in the rows`() throws {
    #expect(try guess("item_code;as_of_on;area_m2\na,b,c,d;2;1,5\na,b,c,d;2;1,5\n") == ";")
    #expect(try guess("item_code,as_of_on\n\"a;b;c\",1\n\"a;b;c\",1\n") == ",")
    #expect(try guess("item_code\tas_of_on\nx;y\tz\n") == "\t")
  }

  @Test func `a Russian title is a name too, and one that holds a comma is not cut by it`() throws {
    #expect(try guess("Код класса, например 9А;Параллель\n9А;9\n", table: .class) == ";")
    #expect(try guess("Отчёт, по школе, на 21.06\nОбъект;Мест, всего\nзал;1\n") == ";")
  }

  @Test func `two delimiters that name as many columns are not told apart`() throws {
    #expect(throws: DelimiterConflict.undecided(UInt8(ascii: ","), UInt8(ascii: ";"))) {
      try guess("item_code,as;as_of_on\ncanteen,1;2025-06-21\n")
    }
  }

  @Test func `without known names most rows must have as many cells`() throws {
    #expect(try guess("Объект;Площадь, м²\nзал;1,5\nбассейн;20\nстадион;3,25\n") == ";")
    #expect(try guess("Отчёт за год\nОбъект;Мест\nзал;40\nбассейн;20\n") == ";")
    #expect(try guess("а,б,в\n1;2,3,4\n5;6,7,8\n") == ",")
  }

  @Test func `one column has no delimiter`() throws {
    #expect(try guess("item_code\ncanteen\ngym\n") == nil)
    #expect(try guess("") == nil)
  }

  @Test func `a line break inside quotes ends no record`() throws {
    #expect(try guess("a;b\n\"x\n1,2,3\n4,5,6\n7,8,9\n\";2\n\"y,\n,\n,,\";3\n") == ";")
  }

  @Test func `only a declaration that hides the names is contradicted`() throws {
    func delimiter(_ text: String, declared: Character) throws -> Character {
      let guess = DelimiterGuess(of: .facility, Array(text.utf8), isWhole: true)
      return Character(
        UnicodeScalar(try guess.delimiter(declared: declared.asciiValue)))
    }
    #expect(throws: DelimiterConflict.contradicted(UInt8(ascii: ","), found: UInt8(ascii: ";"))) {
      try delimiter("item_code;as_of_on\na;b\n", declared: ",")
    }
    #expect(try delimiter("item_code;as_of_on\na;b\n", declared: ";") == ";")
    #expect(try delimiter("Нечто;Иное\na;b\n", declared: ",") == ",")
  }
}
