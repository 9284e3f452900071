import Foundation
import TestSupport
import Testing

extension BrowserTests {
  /// The scenes of the guides, played on the synthetic region; `make pictures` draws them into `docs/ru/pictures`.
  @Suite(.serialized) struct GuideTests {
    private static let draws = ProcessInfo.processInfo.environment["SOKO_WRITE_PICTURES"] != nil
    private static let site = Task { try await SampleSite.make(years: draws ? 3 : 1) }

    private func play(_ acts: [Scene.Act], of who: Person, at site: SampleSite) async throws {
      for act in acts {
        switch act {
        case .person(let steps):
          try await site.browser.act(steps.map { $0.filled(site.values) }, as: who)
        case .load: try await site.load()
        case .night: try await site.night()
        }
      }
    }

    @Test func `each scene of the guides plays, and its page is sound`() async throws {
      let site = try await Self.site.value
      let folder = Self.draws ? GuidePictures.folder : Browser.screens
      for scene in Scene.all {
        try await play(scene.acts, of: scene.who, at: site)
        let size = try await site.browser.draw(
          scene.parts, to: folder.appendingPathComponent("\(scene.name).png"), as: scene.who)
        #expect((1_000...150_000).contains(size), "\(scene.name) has \(size) bytes")
        try await site.browser.look(as: scene.who, width: 1280).check(scene.name)
        try await play(scene.afterwards, of: scene.who, at: site)
      }
      print("screens: \(folder.path)")
    }

    /// By the scenes: a bundle with defects is sent, refused, told of and given back; its corrected one is taken.
    @Test func `a refused bundle is given back with each of its defects`() async throws {
      let site = try await Self.site.value
      let folder = URL(fileURLWithPath: try #require(site.values["folder"]))
      let problems = try String(
        contentsOf: folder.appendingPathComponent("problems.csv"), encoding: .utf8)
      // Twelve marks and two exams were spoilt; a warning of the sample stands beside them.
      let spoilt = problems.split(whereSeparator: \.isNewline).filter {
        $0.contains("intake.mark_out_of_range")
      }
      #expect(spoilt.count == 14, "\(problems)")
      let book = try Data(contentsOf: folder.appendingPathComponent("annotated.xlsx"))
      #expect(book.count > 50_000 && book.starts(with: Array("PK".utf8)))
    }

    /// By the scenes too: a school without an account sent by its link.
    @Test func `a spent link tells what became of its bundle, and takes no other`() async throws {
      let site = try await Self.site.value
      let link = try #require(site.values["link"])
      let look = try await site.browser.look(link, as: .everybody, width: 320)
      look.check("a spent link")
      #expect(look.text.contains("Данные загружены") && !look.text.contains("Исправленный файл"))
    }

    @Test func `a long table has its heads on every sheet`() async throws {
      let site = try await Self.site.value
      let paper = try await site.browser.paper(
        of: "/schools/\(SampleSite.school)", as: .secretary)
      #expect(paper.sheets.count > 2)
      let heads = paper.sheets.filter { $0.contains("Показатель") && $0.contains("Школа (n)") }
      // The last sheets hold what follows the table.
      #expect(heads.count >= paper.sheets.count - 2, "\(heads.count) of \(paper.sheets.count)")
    }
  }
}
