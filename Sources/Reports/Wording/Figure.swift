import Foundation
import Schools

/// Numbers as people read them: a decimal comma in Russian, percent only here, a true minus sign.
struct Figure {
  let language: Language

  init(_ language: Language) { self.language = language }

  /// What stands where there is no value.
  static let absent = "—"
  /// What stands where a value is hidden.
  static let hidden = "*"

  /// A whole number with thin spaces between thousands.
  func integer(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var groups: [Substring] = []
    var rest = digits[...]
    while rest.count > 3 {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    groups.insert(rest, at: 0)
    return (number < 0 ? "−" : "") + groups.joined(separator: "\u{202F}")
  }

  /// A number with a fixed count of decimals; halves go away from zero.
  func decimal(_ number: Double, _ places: Int, signed: Bool = false) -> String {
    let text = String(format: "%.\(places)f", abs(number))
    let isZero = !text.contains { $0 != "0" && $0 != "." }
    let sign = number < 0 && !isZero ? "−" : signed && !isZero ? "+" : ""
    return sign + (language == .ru ? text.replacing(".", with: ",") : text)
  }

  /// A number of units or an exposure: whole where it is, else to one decimal.
  func size(_ number: Double) -> String {
    number == number.rounded() ? integer(Int(number)) : decimal(number, 1)
  }

  /// A value in the unit of its indicator: shares in percent, without the sign.
  func value(_ number: Double, unit: String) -> String {
    if unit == "flag" { return flag(number) }
    return decimal(number * Self.factor(unit), Self.places(unit))
  }

  /// A difference of two values, with its sign; of shares in percentage points.
  func difference(_ number: Double, unit: String) -> String {
    decimal(number * Self.factor(unit), Self.places(unit), signed: true)
  }

  /// Both ends of an interval, or nil when one is missing.
  func interval(_ low: Double?, _ high: Double?, unit: String) -> String? {
    guard let low, let high else { return nil }
    return "\(value(low, unit: unit))–\(value(high, unit: unit))"
  }

  /// What follows the name of an indicator of this unit.
  func unitSuffix(_ unit: String) -> String { unit == "share" ? ", %" : "" }

  /// The name of an academic year, given the calendar year in which it ends: 2025 is «2024/25».
  func year(_ year: Int) -> String {
    "\(year - 1)/\(year % 100 < 10 ? "0" : "")\(year % 100)"
  }

  /// A moment given as ISO 8601 in UTC, to the minute of the installation's time zone, which is said.
  func moment(_ iso: String) -> String {
    let clock = LocalClock(iso)
    guard let clock else { return iso }
    return "\(date(clock.text)) \(clock.text.dropFirst(11).prefix(5)) \(clock.zone)"
  }

  /// A day, or the day of a moment in the installation's time zone.
  func date(_ iso: String) -> String {
    let day = LocalClock(iso)?.text ?? iso
    let parts = day.prefix(10).split(separator: "-")
    guard parts.count == 3, language == .ru else { return String(day.prefix(10)) }
    return "\(parts[2]).\(parts[1]).\(parts[0])"
  }

  /// A size of a file.
  func bytes(_ count: Int) -> String {
    let (kilo, mega) = language == .ru ? ("КиБ", "МиБ") : ("KiB", "MiB")
    let size = Double(count)
    return size >= 1_048_576
      ? "\(decimal(size / 1_048_576, 1)) \(mega)" : "\(decimal(size / 1024, 1)) \(kilo)"
  }

  private func flag(_ number: Double) -> String {
    if number == 1 { return language == .ru ? "да" : "yes" }
    if number == 0 { return language == .ru ? "нет" : "no" }
    return "\(decimal(number * 100, 0))\u{00A0}%"
  }

  private static func factor(_ unit: String) -> Double {
    unit == "share" || unit == "flag" ? 100 : 1
  }

  private static func places(_ unit: String) -> Int {
    switch unit {
    case "share", "point", "count": 1
    case "flag": 0
    default: 2
    }
  }
}
