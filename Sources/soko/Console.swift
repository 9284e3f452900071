import Foundation
import Logging

/// Data goes to stdout, messages to stderr.
enum Console {
  static func data(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
  }

  static func message(_ text: String) {
    guard LogForm.current == .text else {
      return JSONLogHandler.write(level: .notice, label: "soko", message: text)
    }
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// A message that replaces the one before it, on a terminal only.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    FileHandle.standardError.write(Data("\r\u{1b}[K\(text)".utf8))
  }
}
