import Foundation
import Schools
import Testing

@testable import Reports

@Suite struct WordingTests {
  @Test func `every verdict, analogue and reason has words in both languages`() {
    let codes =
      Verdict.allCases.map { ($0.rawValue, Wording.verdicts) }
      + AnalogueKind.allCases.map { ($0.rawValue, Wording.analogues) }
      + AnalogueKind.allCases.map { ($0.rawValue, Wording.beside) }
      + ComparisonReason.allCases.map { ($0.rawValue, Wording.reasons) }
      + UnrankedReason.allCases.map { ($0.rawValue, Wording.reasons) }
      + ContextReason.allCases.map { ($0.rawValue, Wording.contextReasons) }
      + MatchQuality.allCases.map { ($0.rawValue, Wording.matchQualities) }
      + SchoolTypology.allCases.map { ($0.rawValue, Wording.typologies) }
    for (code, words) in codes {
      #expect(words[code]?.ru.isEmpty == false && words[code]?.en.isEmpty == false, "\(code)")
    }
  }

  @Test func `every word that a template names is there`() throws {
    let words = Wording(.ru).page
    for name in try FileManager.default.contentsOfDirectory(atPath: Region.templates)
    where name.hasSuffix(".mustache") {
      let text = try String(contentsOfFile: "\(Region.templates)/\(name)", encoding: .utf8)
      for match in text.matches(of: /\{\{w\.([A-Za-z0-9]+)\}\}/) {
        #expect(words[String(match.1)] != nil, "\(name): \(match.1)")
      }
    }
  }

  @Test func `a code without words is shown as it is`() {
    #expect(Wording(.ru).reason("brand_new") == "brand_new")
  }

  @Test func `Russian nouns agree with their number`() {
    let words = Wording(.ru)
    let forms = [0, 1, 2, 5, 11, 12, 21, 104, 111, 1001].map { words.count($0, .school) }
    #expect(
      forms == [
        "0 школ", "1 школа", "2 школы", "5 школ", "11 школ", "12 школ", "21 школа", "104 школы",
        "111 школ", "1\u{202F}001 школа",
      ])
    #expect(Wording(.en).count(1, .school) == "1 school")
  }

  @Test func `a cut is put into words, and an unknown one stays`() {
    let subjects = ["mat": Words(ru: "Математика", en: "Mathematics")]
    let words = Wording(.ru)
    #expect(words.cut("all", subjects: subjects) == "")
    #expect(words.cut("grade=9;subject=mat", subjects: subjects) == "9 класс, математика")
    #expect(words.cut("level=noo", subjects: [:]) == "1–4 классы")
    #expect(words.cut("moment=later", subjects: [:]) == "later")
    let languages = ["eng": Words(ru: "Английский язык", en: "English")]
    #expect(words.cut("subject=eng", subjects: languages) == "английский язык")
    #expect(Wording(.en).cut("subject=eng", subjects: languages) == "English")
    #expect(Wording(.en).cut("subject=mat", subjects: subjects) == "mathematics")
  }

  @Test func `every cut the definitions yield has words in both languages`() throws {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("sql/derived/indicator")
    var cuts: Set<String> = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      cuts.formUnion(
        text.matches(of: /(?:level|sex|stage|moment)=[a-z0-9_]+/).map { String($0.output) })
    }
    // Values of a column that become a cut as they are.
    guard case .choice(let levels) = RecordTable.eventParticipation.field("level")?.kind else {
      Issue.record("the level of an event is no choice")
      return
    }
    cuts.formUnion(levels.map { "stage=\($0)" })
    #expect(cuts.count > 15)
    for cut in cuts {
      let raw = cut.split(separator: "=")[1]
      let words = Wording(.ru).cut(cut, subjects: [:])
      #expect(words != raw && words.contains(/[а-яIVX]/), "\(cut)")
    }
  }

  @Test func `the whole comes before its cuts, and grade 2 before grade 10`() {
    let cuts = ["grade=10", "level=noo", "grade=2", "all", "grade=10;subject=mat"]
    #expect(
      cuts.sorted { Wording.isCut($0, before: $1) }
        == ["all", "grade=2", "grade=10", "grade=10;subject=mat", "level=noo"]
    )
  }

  @Test func `numbers follow the language`() {
    let (ru, en) = (Figure(.ru), Figure(.en))
    #expect(ru.value(0.4711, unit: "share") == "47,1")
    #expect(en.value(3.625, unit: "mark") == "3.62" || en.value(3.625, unit: "mark") == "3.63")
    #expect(ru.difference(-0.0301, unit: "share") == "−3,0")
    #expect(ru.difference(0.0001, unit: "share") == "0,0")
    #expect(ru.value(1, unit: "flag") == "да")
    #expect(en.integer(1_234_567) == "1\u{202F}234\u{202F}567")
    #expect(ru.year(2000) == "1999/00")
    #expect(ru.moment("2025-06-24T02:07:33Z") == "24.06.2025 02:07 UTC")
  }

  @Test func `text in a drawing is escaped`() {
    let svg = SVG(width: 10, height: 10, title: "<&\">")
    #expect(svg.markup.contains("<title>&lt;&amp;&quot;&gt;</title>"))
  }

  @Test func `a strip keeps its marks inside and in order`() throws {
    let markup = try #require(
      Strip(
        own: 0.5, low: 0.25, high: 0.75, others: [0, 1], region: 0.6, title: "t", details: "d"
      ).markup)
    // The scale runs from 6 to 174: 0 stands at 6, 1 at 174, 0.5 at 90.
    #expect(markup.contains("<line x1=\"6\" y1=\"6\" x2=\"6\" y2=\"14\""))
    #expect(markup.contains("<line x1=\"174\" y1=\"6\" x2=\"174\" y2=\"14\""))
    #expect(markup.contains("<circle cx=\"90\" cy=\"10\""))
    #expect(markup.contains("<line x1=\"48\" y1=\"10\" x2=\"132\" y2=\"10\""))
    #expect(
      Strip(own: 1, low: nil, high: nil, others: [], region: nil, title: "", details: "").markup
        == nil)
  }
}
