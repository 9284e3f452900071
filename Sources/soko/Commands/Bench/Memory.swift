import Foundation

/// What a process takes of the machine's memory.
enum Memory {
  /// The most that was resident at once so far, in bytes; nil when the system does not tell.
  static func peak(of process: Int32) -> Double? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    else { return nil }
    return Double(kilobytes).map { $0 * 1024 }
  }
}
