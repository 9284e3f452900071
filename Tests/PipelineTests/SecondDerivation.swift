import Foundation
import Testing

/// The Python program that works every indicator again from the bundles' CSV files; it shares nothing with ours.
enum SecondDerivation {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("SecondDerivation")

  /// The codes it has a definition for.
  static func codes() throws -> [String] { try lines(["codes"]) }

  /// The values of a folder of bundles, as `ValueLine` writes them.
  static func values(ofBundles folder: URL) throws -> [String] {
    try lines(["bundles", folder.path])
  }

  /// The values of the examples: by code the records that each gives.
  static func values(
    ofExamples examples: [String: [String: [[String: String]]]]
  ) throws -> [String] {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-examples-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    try JSONEncoder().encode(examples).write(to: file)
    return try lines(["examples", file.path])
  }

  private static func lines(_ arguments: [String]) throws -> [String] {
    let python = Process()
    python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    python.arguments =
      ["python3", "-B", folder.appendingPathComponent("derive.py").path] + arguments
    let output = Pipe()
    python.standardOutput = output
    try python.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    python.waitUntilExit()
    try #require(python.terminationStatus == 0, "derive.py \(arguments.joined(separator: " "))")
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
