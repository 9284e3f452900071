import Foundation
import Sample

/// Sample regions on disk, each written once per test process.
enum TestSample {
  private static let lock = NSLock()
  nonisolated(unsafe) private static var written: [String: URL] = [:]

  /// The bundles of a sample region, register first.
  static func bundles(schools: Int, municipalities: Int, years: Int, seed: UInt64) throws -> [URL] {
    let folder = try folder(
      schools: schools, municipalities: municipalities, years: years, seed: seed)
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".zip") }.sorted().map { folder.appendingPathComponent($0) }
  }

  static func folder(schools: Int, municipalities: Int, years: Int, seed: UInt64) throws -> URL {
    try lock.withLock {
      let key = "\(schools)-\(municipalities)-\(years)-\(seed)"
      if let folder = written[key] { return folder }
      let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("soko-sample-\(key)-\(ProcessInfo.processInfo.processIdentifier)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try SampleRegion(
        schools: schools, municipalities: municipalities, years: years, seed: seed
      ).write(to: folder.path)
      written[key] = folder
      return folder
    }
  }
}
