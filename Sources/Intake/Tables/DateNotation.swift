import Schools

/// How the dates of a column may be written.
enum DateNotation: Equatable {
  /// Any of the ways that are told apart without a word: ISO 8601, `DD.MM.YYYY`, `D.M.YY`, a day counted as
  /// Excel does; the first two also with the time 00:00.
  ///
  /// A workbook may count days from 1904.
  case any(isFrom1904: Bool)
  /// `YYYY-MM-DD` alone.
  case iso
  case pattern(DatePattern)

  /// By `format` of a Data Package; nil when it is none that is read.
  init?(format: String) {
    switch format {
    case "any": self = .any(isFrom1904: false)
    case "default": self = .iso
    default:
      guard let pattern = DatePattern(format) else { return nil }
      self = .pattern(pattern)
    }
  }

  /// 21 June 2025 as it may be written.
  var example: String {
    switch self {
    case .any: "YYYY-MM-DD (2025-06-21) | DD.MM.YYYY (21.06.2025)"
    case .iso: "YYYY-MM-DD (2025-06-21)"
    case .pattern(let pattern): "\(pattern.text) (\(pattern.example))"
    }
  }

  /// Days from 1970-01-01 of a text and how it was written; nil when it is no date in this notation.
  func days(
    _ text: UnsafeRawBufferPointer
  ) -> (days: Int32, notations: [TableForm.Notation.Name])? {
    switch self {
    case .iso: CalendarDate.daysSince1970(text).map { ($0, []) }
    case .pattern(let pattern): pattern.days(text).map { ($0, [.declaredDate]) }
    case .any(let isFrom1904): Self.recognize(text, isFrom1904)
    }
  }

  private static func recognize(
    _ text: UnsafeRawBufferPointer, _ isFrom1904: Bool
  ) -> (Int32, [TableForm.Notation.Name])? {
    if let days = serial(text, isFrom1904) { return (days, [.serialDate]) }
    var date = text
    var notations: [TableForm.Notation.Name] = []
    if let end = text.firstIndex(where: { $0 == UInt8(ascii: "T") || $0 == UInt8(ascii: " ") }) {
      guard isMidnight(UnsafeRawBufferPointer(rebasing: text[(end + 1)...])) else { return nil }
      date = UnsafeRawBufferPointer(rebasing: text[..<end])
      notations = [.moment]
    }
    if let days = CalendarDate.daysSince1970(date) { return (days, notations) }
    guard let (days, isShort) = dayMonthYear(date) else { return nil }
    return (days, [isShort ? .shortYear : .dayMonthYear] + notations)
  }

  /// `0:00`, `00:00`, `00:00:00` and the like, with a fraction of zeros if need be.
  private static func isMidnight(_ time: UnsafeRawBufferPointer) -> Bool {
    let text = String(decoding: time, as: UTF8.self)
    return text.wholeMatch(of: /0?0:00(:00(\.0{1,9})?)?/) != nil
  }

  /// `DD.MM.YYYY` or `D.M.YY`, day and month with one digit or two.
  private static func dayMonthYear(
    _ text: UnsafeRawBufferPointer
  ) -> (days: Int32, isShort: Bool)? {
    guard text.count <= 10 else { return nil }
    var numbers = (0, 0, 0)
    var lengths = (0, 0, 0)
    var part = 0
    for byte in text {
      let digit = byte &- UInt8(ascii: "0")
      if digit <= 9 {
        switch part {
        case 0: (numbers.0, lengths.0) = (numbers.0 * 10 + Int(digit), lengths.0 + 1)
        case 1: (numbers.1, lengths.1) = (numbers.1 * 10 + Int(digit), lengths.1 + 1)
        default: (numbers.2, lengths.2) = (numbers.2 * 10 + Int(digit), lengths.2 + 1)
        }
      } else if byte == UInt8(ascii: "."), part < 2 {
        part += 1
      } else {
        return nil
      }
    }
    guard part == 2, (1...2).contains(lengths.0), (1...2).contains(lengths.1),
      lengths.2 == 2 || lengths.2 == 4
    else { return nil }
    let year = lengths.2 == 2 ? CalendarDate.year(ofTwoDigits: numbers.2) : numbers.2
    return CalendarDate.daysSince1970(year: year, month: numbers.1, day: numbers.0)
      .map { ($0, lengths.2 == 2) }
  }

  /// A day in Excel's count from 1900 (ECMA-376, part 1, 18.17.4.1): 1950 to 2100, which is five digits, so
  /// that no year, mark or count is taken for one.
  ///
  /// Excel's 1900 has a 29 February, day 60; from day 61 on the count is that of days since 1899-12-30.
  private static func serial(_ text: UnsafeRawBufferPointer, _ isFrom1904: Bool) -> Int32? {
    guard text.count == 5 else { return nil }
    var value: Int32 = 0
    for byte in text {
      let digit = byte &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = value * 10 + Int32(digit)
    }
    if isFrom1904 { value += 1_462 }
    return serials.contains(value) ? value - 25_569 : nil
  }

  /// 1950-01-01 to 2100-12-31.
  private static let serials: ClosedRange<Int32> = 18_264...73_415
}
