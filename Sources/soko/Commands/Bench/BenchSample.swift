import Foundation
import Intake
import Sample

/// The bundles of a synthetic region, on disk: three years of its schools.
struct BenchSample: Sendable {
  let region: SampleRegion
  let folder: URL
  /// The register first.
  let paths: [String]

  /// How many municipalities so many schools make, ten to each.
  static func municipalities(of schools: Int) -> Int { min(300, max(1, schools / 10)) }

  init(schools: Int, municipalities: Int, in folder: URL) throws {
    self.folder = folder.appendingPathComponent("sample-\(schools)")
    let bundles = self.folder.appendingPathComponent("bundles").path
    region = try SampleRegion(
      schools: schools, municipalities: municipalities, years: 3, seed: 1)
    try region.write(to: bundles)
    paths = try FileManager.default.contentsOfDirectory(atPath: bundles)
      .filter { $0.hasSuffix(".zip") }.sorted().map { "\(bundles)/\($0)" }
  }

  /// Schools' bundles once more, of a later day; the register is not sent again.
  ///
  /// - Parameters:
  ///   - files: names of the bundles to write; nil is all.
  ///   - text: makes a table's CSV of what was sent first.
  func rewritten(
    _ name: String, day: Int, only files: Set<String>? = nil,
    _ text: (String, [UInt8]) -> [UInt8]
  ) throws -> [String] {
    let target = folder.appendingPathComponent(name).path
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: true)
    var written: [String] = []
    let wanted = files ?? Set(paths.map { ($0 as NSString).lastPathComponent })
    try region.forEachBundle { bundle in
      guard bundle.descriptor.kind == .school, wanted.contains(bundle.fileName) else { return }
      var descriptor = bundle.descriptor
      descriptor.asOf = "2026-01-0\(day)"
      descriptor.created = "2026-01-0\(day)T06:00:00Z"
      var writer = BundleWriter(descriptor: descriptor)
      for table in bundle.tables { writer.add(table: table.name, csv: text(table.name, table.csv)) }
      let path = "\(target)/\(bundle.fileName)"
      try Data(try writer.zip()).write(to: URL(fileURLWithPath: path))
      written.append(path)
    }
    return written
  }
}
