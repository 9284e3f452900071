import Pipeline
import SQLFiles
import Testing

/// What the catalog refuses before it reaches a database.
@Suite struct CatalogTests {
  private func keySet(_ code: String) -> CatalogFile {
    CatalogFile(
      kind: .keySet, name: "test",
      content: """
        code: test
        title: {ru: "т", en: "t"}
        audience: internal
        years_base: none
        criteria:
          - {criterion: 1, weight: 1, title: {ru: "т", en: "t"}}
        indicators:
          - {code: \(code), cut: all, criterion: 1, weight: 1, goalposts: [0, 1]}
        clusters: []
        aggregation: {within: arithmetic, between: geometric}
        draws: 100
        """)
  }

  @Test func `a key set ranks by what is there, may be ranked by and is not sensitive`() throws {
    let program = try CatalogFile.program(ProgramFiles())
    #expect(throws: Never.self) { try Catalog(program + [keySet("int.marks.quality45_share")]) }
    let refused = [
      "no.such": "there is no indicator", "health.deviation_share": "is sensitive",
      "qa.mark_exam_gap": "forbids ranking",
    ]
    for (code, why) in refused {
      let error = #expect(throws: Catalog.Invalid.self) { try Catalog(program + [keySet(code)]) }
      #expect(error?.what.contains(why) == true, "\(code): \(error?.what ?? "")")
    }
  }

  @Test func `the same code twice, or a file named otherwise, is refused`() throws {
    let program = try CatalogFile.program(ProgramFiles())
    let first = try #require(program.first { $0.kind == .indicator })
    #expect(throws: Catalog.Invalid.self) { try Catalog(program + [first]) }
    let renamed = CatalogFile(kind: .indicator, name: "other", content: first.content)
    #expect(throws: Catalog.Invalid.self) { try Catalog([renamed]) }
  }
}
