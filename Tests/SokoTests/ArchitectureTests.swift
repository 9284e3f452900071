import Foundation
import Testing

/// The drawing in `docs/architecture.md`, held against the imports of the sources.
@Suite struct ArchitectureTests {
  private static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources")

  /// What each target may import of ours.
  private static let layers: [String: Set<String>] = [
    "Postgres": ["CLibpq"], "Statistics": [], "Schools": [],
    "Intake": ["Schools", "CLibarchive", "CExpat", "CLibxml2"], "Sample": ["Schools", "Intake"],
    "Pipeline": ["Intake", "Statistics", "Schools", "Postgres", "SQLFiles"],
    "Reports": ["Schools", "Statistics", "Postgres", "CXlsxWriter"],
    "Server": ["Reports", "Pipeline", "Schools", "Postgres"],
  ]

  /// The one target behind whose door a library stands.
  private static let doors: [String: Set<String>] = [
    "CLibpq": ["Postgres"], "CLibarchive": ["Intake"], "CExpat": ["Intake"],
    "CLibxml2": ["Intake"], "CXlsxWriter": ["Reports"], "Yams": ["Pipeline"],
    "Hummingbird": ["Server"], "Mustache": ["Reports"], "ArgumentParser": ["soko"],
    "CryptoExtras": ["Server"], "JWTKit": ["Server"], "NIOPosix": [],
    // `soko bench serve` asks the service as its readers do.
    "AsyncHTTPClient": ["soko", "Server"], "NIOCore": ["soko", "Server"],
    "NIOHTTP1": ["soko", "Server"],
  ]

  private struct File {
    let target: String
    let path: String
    let lines: [Substring]

    var imports: [String] {
      lines.compactMap { line in
        let words = line.split(separator: " ")
        guard let place = words.firstIndex(of: "import"), place <= 1, words.count > place + 1 else {
          return nil
        }
        return String(words[place + 1])
      }
    }
  }

  private func files() throws -> [File] {
    let root = Self.sources.path
    let paths = try #require(FileManager.default.enumerator(atPath: root))
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
    return try paths.map { path in
      let text = try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
      return File(
        target: String(path.prefix { $0 != "/" }), path: path,
        lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  @Test func `targets import what the drawing allows, and libraries have one door each`() throws {
    let files = try files()
    #expect(files.count > 100)
    let ours = Set(Self.layers.keys).union([
      "CLibpq", "CLibarchive", "CExpat", "CLibxml2", "CXlsxWriter", "SQLFiles", "soko",
    ])
    for file in files {
      for name in file.imports {
        if ours.contains(name), let allowed = Self.layers[file.target] {
          #expect(allowed.contains(name), "\(file.path) imports \(name)")
        }
        if let doors = Self.doors[name] {
          #expect(doors.contains(file.target), "\(file.path) imports \(name)")
        }
      }
    }
  }

  @Test func `no file is longer than 400 lines`() throws {
    for file in try files() { #expect(file.lines.count <= 400, "\(file.path)") }
  }
}
