import Foundation
package import Schools

/// The one door to the programs that make files of a document's page.
///
/// A program is found on the search path and started itself, without a shell, with an environment of a few names, in a private
/// folder that is removed at the end. What it reads names nothing outside that folder. It has a minute.
struct DocumentTool: Sendable {
  enum Program: String, CaseIterable, Sendable {
    case weasyprint, pandoc
    case rsvgConvert = "rsvg-convert"

    /// The package of Debian it comes in.
    var package: String { self == .rsvgConvert ? "librsvg2-bin" : rawValue }
  }

  /// Folders parted by colons, as in `PATH`.
  let path: String
  private static let limit = Duration.seconds(60)

  func url(of program: Program) -> URL? {
    path.split(separator: ":").lazy.map { URL(fileURLWithPath: "\($0)/\(program.rawValue)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  /// Runs `program` in `folder` to its end.
  ///
  /// - Parameter moment: seconds since 1970, what the files say of when they were made.
  /// - Throws: ``DocumentError``.
  func run(_ program: Program, _ arguments: [String], in folder: URL, moment: Int) async throws {
    guard let url = url(of: program) else {
      throw DocumentError.toolMissing(program.rawValue, package: program.package)
    }
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": path, "LANG": "C.UTF-8", "HOME": folder.path, "TMPDIR": folder.path,
      "SOURCE_DATE_EPOCH": "\(moment)",
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let status = try await Self.status(of: process)
    guard status == 0 else { throw DocumentError.toolFailed(program.rawValue) }
  }

  /// Waits without holding a thread; a process that takes too long, or nobody waits for any more, is killed.
  private static func status(of process: Process) async throws -> Int32 {
    let (ends, end) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = { process in
      end.yield(process.terminationReason == .exit ? process.terminationStatus : -1)
      end.finish()
    }
    try process.run()
    let id = process.processIdentifier
    let watch = Task {
      try await Task.sleep(for: limit)
      kill(id, SIGKILL)
    }
    defer { watch.cancel() }
    return try await withTaskCancellationHandler {
      for await status in ends {
        try Task.checkCancellation()
        return status
      }
      throw CancellationError()
    } onCancel: {
      kill(id, SIGKILL)
    }
  }

  /// A folder that only this user reads, for as long as `body` runs.
  static func withFolder<Result>(
    isolation: isolated (any Actor)? = #isolation, _ body: (URL) async throws -> Result
  ) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-document-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    do {
      let result = try await body(folder)
      try FileManager.default.removeItem(at: folder)
      return result
    } catch {
      try? FileManager.default.removeItem(at: folder)
      throw error
    }
  }
}

/// Why a document was not written.
package enum DocumentError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The program is not installed; `package` is Debian's.
  case toolMissing(String, package: String)
  /// The program did not do it, or not in a minute.
  case toolFailed(String)
  /// As many documents are being made as may be.
  case busy

  package var problem: Problem {
    switch self {
    case .toolMissing(let program, let package):
      Problem("document.tool_missing", ["program": program, "package": package])
    case .toolFailed(let program): Problem("document.tool_failed", ["program": program])
    case .busy: Problem("document.busy")
    }
  }

  package var description: String {
    "\(problem.code): \(problem.message(.en)) \(problem.hint(.en))"
  }
}
