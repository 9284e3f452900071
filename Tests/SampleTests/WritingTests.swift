import Foundation
import Intake
import Sample
import Testing

@Suite struct WritingTests {
  private func written(_ region: SampleRegion) throws -> [String: Data] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-sample-\(UUID().uuidString)/bundles")
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    try region.write(to: folder.path)
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = try Data(contentsOf: folder.appendingPathComponent(name))
    }
    return files
  }

  @Test
  func `a folder gets the register, a zip for every school-year and every year, and the truth`()
    throws
  {
    let files = try written(try SampleRegion(schools: 3, municipalities: 1, years: 2, seed: 9))
    #expect(
      files.keys.sorted() == [
        "00-register.zip", "01-results-2024.zip", "01-results-2025.zip", "s001-2024.zip",
        "s001-2025.zip", "s002-2024.zip", "s002-2025.zip",
        "s003-2024.zip", "s003-2025.zip", "truth.csv",
      ])
    // Every zip begins with the signature of a local file header.
    for (name, data) in files where name.hasSuffix(".zip") {
      #expect(Array(data.prefix(4)) == [0x50, 0x4B, 3, 4], "\(name)")
    }
  }

  @Test func `the same seed writes the same bytes`() throws {
    let region = try SampleRegion(schools: 2, municipalities: 1, years: 1, seed: 4)
    #expect(try written(region) == written(region))
  }

  @Test func `a folder that cannot be made is named`() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-sample-\(UUID().uuidString)")
    try Data().write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let region = try SampleRegion(schools: 1, municipalities: 1, years: 1)
    let path = "\(file.path)/below"
    #expect(throws: SampleError.notWritable(path: path, errno: ENOTDIR)) {
      try region.write(to: path)
    }
  }

  @Test func `every descriptor says that the figures are invented`() throws {
    let region = try SampleRegion(schools: 2, municipalities: 1, years: 1, seed: 4)
    region.forEachBundle { bundle in
      #expect(bundle.descriptor.isSynthetic)
      #expect(bundle.descriptor.generator == "soko bundle sample")
      #expect((bundle.descriptor.kind != .school) == (bundle.descriptor.territory == "99000000"))
    }
  }
}
