/// Dates of a workbook: days counted from 1900 or 1904, with the time of day as a fraction.
struct SerialDate {
  /// Whether the workbook counts from 1904-01-01, as old ones of the Macintosh do.
  let isFrom1904: Bool

  /// `serial` as ISO 8601 text, as far as its format shows it; nil when there is no such day.
  ///
  /// - A date is `yyyy-mm-dd`, whatever time of day the number holds.
  /// - A moment at midnight is a date.
  /// - The system of 1900 holds 1900 for a leap year: its day 60 does not exist, and days before it are counted
  ///   from one day later.
  func text(_ serial: Double, as style: CellStyle) -> [UInt8]? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var day = Int(serial.rounded(.down))
    var second = Int(((serial - Double(day)) * 86_400).rounded())
    if second == 86_400 { (day, second) = (day + 1, 0) }
    if style == .time {
      guard day == 0 else { return nil }
      return Array(Self.time(second).utf8)
    }
    guard let date = date(day) else { return nil }
    guard style == .moment, second > 0 else { return Array(date.utf8) }
    return Array("\(date)T\(Self.time(second))".utf8)
  }

  private func date(_ serial: Int) -> String? {
    if isFrom1904 { return Self.date(daysSince1970: serial - 24_107) }
    switch serial {
    case 1...59: return Self.date(daysSince1970: serial - 25_568)
    case 61...: return Self.date(daysSince1970: serial - 25_569)
    default: return nil
    }
  }

  private static func time(_ second: Int) -> String {
    [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
  }

  /// Source: H. Hinnant, chrono-Compatible Low-Level Date Algorithms, civil_from_days.
  static func date(daysSince1970 days: Int) -> String {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func padded(_ value: Int, _ length: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, length - digits.count)) + digits
  }
}
