import Foundation

/// A moment as the clocks of the installation show it: those of `TZ`, or of the machine.
struct LocalClock {
  /// `2025-10-05T03:00`.
  let text: String
  /// `UTC`, `UTC+3`, `UTC+5:30`.
  let zone: String

  /// - Parameters:
  ///   - iso: `2025-10-05T00:00:00Z`; nil of anything else, a day among them.
  init?(_ iso: String, in place: TimeZone = .current) {
    guard iso.hasSuffix("Z"), iso.utf8.count >= 17,
      let moment = ISO8601DateFormatter().date(from: iso)
    else { return nil }
    let offset = place.secondsFromGMT(for: moment)
    let formatter = ISO8601DateFormatter()
    formatter.timeZone = TimeZone(secondsFromGMT: offset)
    text = String(formatter.string(from: moment).prefix(16))
    let (hours, minutes) = (abs(offset) / 3600, abs(offset) / 60 % 60)
    let part = minutes == 0 ? "" : (minutes < 10 ? ":0" : ":") + "\(minutes)"
    zone = offset == 0 ? "UTC" : "UTC\(offset < 0 ? "−" : "+")\(hours)\(part)"
  }
}
