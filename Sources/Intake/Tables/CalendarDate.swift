/// Dates of the Gregorian calendar, counted in days.
enum CalendarDate {
  /// Days from 1970-01-01; nil when there is no such day.
  ///
  /// Source: H. Hinnant, chrono-Compatible Low-Level Date Algorithms, days_from_civil.
  static func daysSince1970(year: Int, month: Int, day: Int) -> Int32? {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= length(ofMonth: month, year: year)
    else { return nil }
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int32(era * 146_097 + dayOfEra - 719_468)
  }

  /// Days from 1970-01-01 of a text `yyyy-mm-dd`; nil when it is not one or there is no such day.
  @inline(__always)
  static func daysSince1970(_ text: UnsafeRawBufferPointer) -> Int32? {
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      let year = number(text, 0..<4), let month = number(text, 5..<7),
      let day = number(text, 8..<10)
    else { return nil }
    return daysSince1970(year: year, month: month, day: day)
  }

  /// The year of its last two digits: 00 to 68 are 2000 to 2068, 69 to 99 are 1969 to 1999 (POSIX, `strptime`).
  static func year(ofTwoDigits digits: Int) -> Int { digits <= 68 ? 2000 + digits : 1900 + digits }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  @inline(__always)
  private static func number(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
    var result = 0
    for index in range {
      let digit = text[index] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      result = result &* 10 &+ Int(digit)
    }
    return result
  }

  /// Whether `text` is a date `yyyy-mm-dd`, or one followed by `Thh:mm:ss`, a fraction if need be, and a
  /// zone (`Z` or `±hh:mm`).
  static func isDateOrMoment(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let date = bytes.prefix(10)
    guard date.withUnsafeBytes({ daysSince1970($0) }) != nil else { return false }
    let moment = /T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+\-](0\d|1[0-4]):[0-5]\d)/
      .asciiOnlyDigits()
    return bytes.count == 10 || text.dropFirst(10).wholeMatch(of: moment) != nil
  }
}
