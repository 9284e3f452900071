import Foundation
import Schools
import TestSupport
import Testing

@testable import Reports

/// The guides of `docs/ru`, held against the scenes and the words of the pages. No browser is needed.
@Suite struct GuidePictures {
  static let folder = guides.appendingPathComponent("pictures")
  private static let guides = InventedRegion.root.appendingPathComponent("docs/ru")

  private static func texts() throws -> [String: String] {
    let names = try FileManager.default.contentsOfDirectory(atPath: guides.path)
      .filter { $0.hasSuffix(".md") }
    return try Dictionary(
      uniqueKeysWithValues: names.map {
        ($0, try String(contentsOf: guides.appendingPathComponent($0), encoding: .utf8))
      })
  }

  @Test func `each picture of a guide is a scene, and each scene is in a guide`() throws {
    let shown = try Self.texts().values.flatMap { text in
      text.matches(of: /!\[([^\]]+)\]\(pictures\/([a-z-]+)\.png\)/).map { String($0.2) }
    }
    let scenes = Scene.all.map(\.name)
    #expect(Set(scenes).count == scenes.count)
    #expect(Set(shown).count == shown.count && Set(shown) == Set(scenes))
    let drawn = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(drawn) == Set(scenes.map { "\($0).png" }))
    for name in drawn {
      let file = Self.folder.appendingPathComponent(name)
      let size = try #require(
        FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int)
      #expect(size <= 150_000, "\(name) has \(size) bytes")
    }
  }

  /// A guide prints a word of a page as **«word»**; it must be there as it is said.
  @Test func `the words of pages that guides quote are those of the pages`() throws {
    let words = Wording(.ru)
    let said = Set(
      Array(words.page.values)
        + [Wording.states, Wording.verdicts, Wording.analogues, Wording.beside, Wording.reasons]
        .flatMap { $0.values.map(\.ru) })
    var quoted = 0
    for (guide, text) in try Self.texts() {
      for match in text.matches(of: /\*\*«([^»]+(?:«[^»]+»[^»]*)?)»\*\*/) {
        quoted += 1
        #expect(said.contains(String(match.1)), "\(guide): «\(match.1)» is on no page")
      }
    }
    #expect(quoted > 40)
  }
}
