import Foundation

/// `soko serve` as a process of its own on a free port.
enum ServedProcess {
  /// - Parameter body: is given the address.
  static func with(
    _ environment: [String: String], _ body: (String) async throws -> Void
  ) async throws {
    let process = OwnProcess.process(["serve", "--port", "0"], environment: environment)
    let told = Pipe()
    process.standardError = told
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    var text = ""
    while !text.contains("\n") {
      let piece = told.fileHandleForReading.availableData
      guard !piece.isEmpty else { throw BenchFailure.commandFailed("soko serve") }
      text += String(decoding: piece, as: UTF8.self)
    }
    guard let address = text.firstMatch(of: /http:\/\/[^\s]+/)?.0 else {
      throw BenchFailure.commandFailed("soko serve")
    }
    // What it tells later is read too, or it would wait for a reader.
    told.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
    defer { told.fileHandleForReading.readabilityHandler = nil }
    try await body(String(address))
  }
}
