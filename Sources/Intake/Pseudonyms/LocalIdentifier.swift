internal import Foundation

/// What a school tells its own pupil by, in the one form of which the pseudonym is made.
///
/// The form is the same however it was typed:
/// - Unicode NFC; lower case; `ё` as `е`;
/// - no blanks around it, one space for any blanks within;
/// - a part that is a date, `15.04.2012` or `2012-04-15`, as the latter;
/// - several parts with U+001F between them.
struct LocalIdentifier: Hashable {
  let text: String

  /// Nil when a part is empty.
  init?(_ parts: [String]) {
    let normalized = parts.map(Self.normalized)
    guard !normalized.isEmpty, normalized.allSatisfy({ !$0.isEmpty }) else { return nil }
    text = normalized.joined(separator: "\u{1F}")
  }

  private static func normalized(_ part: String) -> String {
    let words = part.precomposedStringWithCanonicalMapping.lowercased()
      .replacing("ё", with: "е")
      .split { $0.isWhitespace || $0 == "\u{A0}" || $0 == "\u{202F}" || $0 == "\u{2009}" }
    let text = words.joined(separator: " ")
    return isoDate(text) ?? text
  }

  /// A date that exists, as `yyyy-mm-dd`; nil when the text is none.
  private static func isoDate(_ text: String) -> String? {
    guard let match = text.wholeMatch(of: /(\d{1,2})[.\/](\d{1,2})[.\/](\d{4})/.asciiOnlyDigits()),
      let day = Int(match.1), let month = Int(match.2), let year = Int(match.3),
      CalendarDate.daysSince1970(year: year, month: month, day: day) != nil
    else { return nil }
    return String(format: "%04d-%02d-%02d", year, month, day)
  }
}
