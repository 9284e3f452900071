import Schools
import Testing

@testable import Sample

@Suite struct DiceTests {
  @Test func `days are those of the calendar`() {
    #expect(Day(1970, 1, 1).number == 0)
    #expect(Day(2000, 3, 1).iso == "2000-03-01")
    #expect((Day(2024, 2, 28) + 1).iso == "2024-02-29")
    #expect((Day(2023, 2, 28) + 1).iso == "2023-03-01")
    #expect((Day(2024, 12, 31) + 1).iso == "2025-01-01")
    // 2025-01-01 is 55 years and 14 leap days after 1970-01-01.
    #expect(Day(2025, 1, 1).number == 55 * 365 + 14)
  }

  @Test func `a school year begins in September of the year before`() {
    let calendar = SchoolCalendar(year: 2025)
    #expect(calendar.start.iso == "2024-09-01")
    #expect(calendar.end.iso == "2025-05-31")
    #expect(calendar.dayAfter(9, 5).iso == "2025-09-05")
  }

  @Test func `normal numbers have mean 0 and standard deviation 1`() {
    var dice = Dice(3)
    let numbers = (0..<20_000).map { _ in dice.normal() }
    let mean = numbers.reduce(0, +) / 20_000
    let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 20_000
    // Four standard errors: 4/√20000 and 4·√(2/20000).
    #expect(abs(mean) < 0.03)
    #expect(abs(variance - 1) < 0.04)
  }

  @Test(arguments: 0...20) func `a split adds up and has no negative part`(whole: Int) {
    var dice = Dice(4, UInt64(whole))
    let parts = dice.split(whole, by: [0.2, 0, 0.5, 0.3])
    #expect(parts.reduce(0, +) == whole)
    #expect(parts.allSatisfy { $0 >= 0 })
  }

  @Test func `streams of different names differ`() {
    var first = Dice(1, 2)
    var second = Dice(2, 1)
    #expect(first.next() != second.next())
  }

  @Test func `a row with a comma or a quote is quoted`() {
    var table = CSVTable(.territory)
    table.append("99", "region", nil, "«Край», \"новый\"", "Land")
    let text = String(decoding: table.bytes, as: UTF8.self)
    #expect(text.hasSuffix("99,region,,\"«Край», \"\"новый\"\"\",Land\r\n"))
  }
}
