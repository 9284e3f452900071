import Foundation
import Logging
import Synchronization

/// The form of what the program says on stderr: lines for people, or a JSON object a line for journals.
enum LogForm: String, CaseIterable {
  case text, json

  /// SOKO_LOG; text when it is not set.
  static var current: LogForm {
    let given = ProcessInfo.processInfo.environment["SOKO_LOG"] ?? ""
    return given.isEmpty ? .text : LogForm(rawValue: given) ?? .text
  }

  /// What is wrong with SOKO_LOG; nil when nothing is.
  static var complaintOfSetting: String? {
    let given = ProcessInfo.processInfo.environment["SOKO_LOG"] ?? ""
    return given.isEmpty || LogForm(rawValue: given) != nil ? nil : "SOKO_LOG is text or json"
  }

  func handler(_ label: String) -> any LogHandler {
    switch self {
    case .text: StreamLogHandler.standardError(label: label)
    case .json: JSONLogHandler(label: label)
    }
  }
}

/// Writes each event as one line of JSON: `at`, `level`, `label`, `message`, and what was told beside as `metadata`.
struct JSONLogHandler: LogHandler {
  let label: String
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info

  init(label: String) { self.label = label }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var told = metadata.merging(event.metadata ?? [:]) { $1 }
    if let error = event.error { told["error"] = "\(error)" }
    Self.write(
      level: event.level, label: label, message: "\(event.message)",
      metadata: told.mapValues { "\($0)" })
  }

  /// One write a line, so that lines of several processes in one journal stay whole.
  static func write(
    level: Logger.Level, label: String, message: String, metadata: [String: String] = [:]
  ) {
    FileHandle.standardError.write(
      Data((line(level, label, message, metadata, at: Date()) + "\n").utf8))
  }

  static func line(
    _ level: Logger.Level, _ label: String, _ message: String, _ metadata: [String: String],
    at date: Date
  ) -> String {
    struct Line: Encodable {
      let at: String
      let label: String
      let level: String
      let message: String
      let metadata: [String: String]?
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = Line(
      at: date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)), label: label,
      level: level.rawValue, message: message, metadata: metadata.isEmpty ? nil : metadata)
    return (try? encoder.encode(line)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
