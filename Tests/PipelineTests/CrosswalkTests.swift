import Intake
import Pipeline
import Postgres
import SQLFiles
import Schools
import Testing

/// A crosswalk: what it may say, and what its conversions make of published numbers.
@Suite struct CrosswalkTests {
  private func file(_ entries: String, code: String = "test") -> CatalogFile {
    CatalogFile(
      kind: .crosswalk, name: code,
      content: """
        code: \(code)
        version: 1
        title: {ru: "т", en: "t"}
        entries:
        \(entries.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
        """)
  }

  private static let sound =
    "- {indicator: int.repeaters_share, version: 1, measure: {publishedCode: П-1, cut: all}, class: exact}"

  private func codes(_ entries: String) throws -> [String] {
    let program = try CatalogFile.program(ProgramFiles())
    do {
      _ = try Catalog(program + [file(entries)])
      return []
    } catch let error as Catalog.Invalid {
      #expect(error.file == "crosswalk/test")
      return error.problems.map { String($0.code.dropFirst("catalog.crosswalk_".count)) }
    }
  }

  @Test func `a line names what there is, once, and its class fits its conversion`() throws {
    #expect(try codes(Self.sound) == [])
    let line = "- {indicator: int.repeaters_share, version: 1, "
    let cases: [(String, String)] = [
      (
        "- {indicator: no.such, version: 1, measure: {publishedCode: П-1, cut: all}, class: exact}",
        "indicator_unknown"
      ),
      (line + "measure: {publishedCode: П-1}, class: exact}", "measure_unknown"),
      (line + "measure: {indicator: no.such, cut: all}, class: exact}", "measure_unknown"),
      (line + "measure: {exam: oge, subject: mat, grade: 9}, class: exact}", "measure_unknown"),
      (
        line + "measure: {exam: ogee, subject: mat, grade: 9, scale: mark}, class: exact}",
        "measure_unknown"
      ),
      (
        line
          + "measure: {exam: oge, subject: mat, grade: 9, scale: primary, marks: [4]}, class: exact}",
        "measure_unknown"
      ),
      (
        line
          + "cut: \"subject=mat;grade=9\", measure: {publishedCode: П-1, cut: all}, class: exact}",
        "cut_malformed"
      ),
      (
        line + "measure: {publishedCode: П-1, cut: all}, class: exact, conversion: complement}",
        "match_unfit"
      ),
      (line + "measure: {publishedCode: П-1, cut: all}, class: converted}", "match_unfit"),
      (
        line
          + "measure: {publishedCode: П-1, cut: all}, class: converted, conversion: points_to_mark}",
        "match_unfit"
      ),
      (line + "measure: {publishedCode: П-1, cut: all}, class: none}", "match_unfit"),
      (
        line
          + "measure: {publishedCode: П-1, cut: all}, class: exact, as_of: {year: end, from: \"13-01\", until: \"13-02\"}}",
        "date_malformed"
      ),
      (Self.sound + "\n" + Self.sound, "repeated"),
    ]
    for (entry, code) in cases { #expect(try codes(entry) == [code], "\(entry)") }
    // Near misses of the same lines.
    for entry in [
      line
        + "measure: {exam: vpr4, subject: mat, grade: 4, scale: mark, marks: [4, 5]}, class: exact}",
      line + "cut: \"grade=9;subject=mat\", measure: {publishedCode: П-1, cut: all}, class: exact}",
      line + "measure: {publishedCode: П-1, cut: all}, class: none, note: {ru: т, en: t}}",
    ] {
      #expect(try codes(entry) == [], "\(entry)")
    }
  }

  @Test func `the program's own crosswalk speaks of the definitions in force`() throws {
    let catalog = try Catalog(CatalogFile.program(ProgramFiles()))
    let versions = Dictionary(
      uniqueKeysWithValues: catalog.definitions.map { ($0.indicator.code, $0.indicator.version) })
    let lines = catalog.crosswalks.flatMap(\.crosswalk.lines)
    #expect(lines.count > 50)
    for line in lines {
      #expect(
        versions[line.indicator] == line.version,
        "\(line.indicator) has a new version: hold it against the publisher's definition again")
    }
    #expect(lines.allSatisfy { !"\($0)".contains("{subject}") })
  }

  private struct Value: Decodable, Equatable {
    let cut: String
    let value: Double
    let numerator: Double?
    let denominator: Double?
    let rounding: Double
  }

  /// Every conversion, each as a cut of one indicator; the arithmetic beside it is done by hand.
  @Test func `published numbers become values of the catalog`() async throws {
    func line(_ grade: Int, _ measure: String, _ conversion: String) -> String {
      let tail =
        conversion == "none"
        ? "class: exact"
        : conversion == "points_to_mark"
          ? "class: approximate, conversion: points_to_mark, note: {ru: т, en: t}"
          : "class: converted, conversion: \(conversion)"
      return
        "- {indicator: int.marks.quality45_share, version: 1, cut: \"grade=\(grade)\", measure: \(measure), \(tail)}"
    }
    func exam(_ kind: String, _ subject: String, _ scale: String) -> String {
      "{exam: \(kind), subject: \(subject), grade: \(kind == "ege" ? 11 : 9), scale: \(scale)}"
    }
    let site = try await TestSite.make(adding: [
      file(
        [
          line(2, "{publishedCode: П-2, cut: all}", "none"),
          line(3, "{publishedCode: П-3, cut: all}", "percent_to_share"),
          line(4, "{publishedCode: П-4, cut: all}", "share_to_percent"),
          line(5, "{publishedCode: П-5, cut: all}", "complement"),
          line(6, "{publishedCode: П-6, cut: all}", "percent_complement"),
          line(7, exam("oge", "bio", "primary"), "points_to_share"),
          line(8, exam("oge", "mat", "primary"), "points_to_mark"),
          line(9, exam("ege", "rus", "score100"), "z_of_region"),
          line(10, "{publishedCode: П-3, cut: \"grade=10\"}", "percent_complement"),
          line(11, "{exam: oge, subject: rus, grade: 9, scale: mark, marks: [4, 5]}", "none"),
        ].joined(separator: "\n"))
    ])
    func own(_ code: String, _ cut: String, _ figures: String) -> String {
      "99601000,all,,,,,,\(code),\(cut),\(figures),final,2025-06-20,условный источник,т"
    }
    let header = ReturnedSchools.figureHeader
    let counts =
      "oktmo,population,published_code,cut,numerator,denominator,status,as_of_on,source,published_title"
    let fates = try await site.load([
      TestBundle.register(schools: ["S1"]),
      TestBundle.register(
        [
          (
            "exam_scale",
            """
            academic_year,exam_kind,subject_code,max_primary,mark3_from,mark4_from,mark5_from,source\r
            2025,oge,bio,48,13,26,38,условный\r
            2025,oge,mat,31,8,15,22,условный\r

            """
          )
        ], mode: .amend, asOf: "2025-06-22"),
      TestBundle.aggregate(
        header: header,
        [
          own("П-2", "all", "200,6,0.62,,,,,"), own("П-3", "all", "200,6,62.5,,,,,"),
          own("П-4", "all", ",6,0.625,,,,,"), own("П-5", "all", ",6,0.04,,,,,"),
          own("П-6", "all", "50,6,4.0,,,,,"),
          "99601000,all,oge,bio,9,primary,,,,100,6,24.0,,,,,,final,2025-06-20,условный источник,",
          "99601000,all,oge,mat,9,primary,,,,100,6,11.5,,,,,,final,2025-06-20,условный источник,",
          "99601000,all,ege,rus,11,score100,,,,100,6,55,15,,,,,final,2025-06-20,условный источник,",
          "99,all,ege,rus,11,score100,,,,900,30,50,20,,,,,final,2025-06-20,условный источник,",
          "99601000,all,oge,rus,9,mark,,,,50,6,3.9,,2,13,23,12,final,2025-06-20,условный источник,",
        ]),
      TestBundle.aggregate(
        "99601000", header: counts,
        ["99601000,all,П-3,grade=10,30,120,final,2025-06-20,условный источник,т"]),
    ])
    #expect(fates.allSatisfy { $0.state == .done })
    _ = try #require(try await site.analyze())
    let found = try await site.worker.transaction { db in
      try db.all(
        """
        select cut, value::double precision as value, numerator::double precision as numerator,
            denominator::double precision as denominator, rounding::double precision as rounding
        from result.published_value inner join result.indicator using (indicator_id)
        where code = 'int.marks.quality45_share' and oktmo = '99601000'
        """, as: Value.self)
    }
    let expected = [
      // 0.62 of 200 are 124; the second place may hide 0.005.
      Value(cut: "grade=2", value: 0.62, numerator: 124, denominator: 200, rounding: 0.005),
      // 62.5 % of 200 are 125; half of a tenth of a percent.
      Value(cut: "grade=3", value: 0.625, numerator: 125, denominator: 200, rounding: 0.0005),
      Value(cut: "grade=4", value: 62.5, numerator: nil, denominator: nil, rounding: 0.05),
      Value(cut: "grade=5", value: 0.96, numerator: nil, denominator: nil, rounding: 0.005),
      // 4 % of 50 are 2, the others 48. A last zero is not kept, so half a percent may be hidden, not half a tenth.
      Value(cut: "grade=6", value: 0.96, numerator: 48, denominator: 50, rounding: 0.005),
      // 24 of 48.
      Value(cut: "grade=7", value: 0.5, numerator: 50, denominator: 100, rounding: 0.5 / 48),
      // 11.5 is half of the way from 8 (a three) to 15 (a four).
      Value(cut: "grade=8", value: 3.5, numerator: nil, denominator: nil, rounding: 0),
      // (55 − 50) / 20; whole points may hide half a point.
      Value(cut: "grade=9", value: 0.25, numerator: 25, denominator: 100, rounding: 0.025),
      // Counts are a share whatever the percent around them: 90 of 120 are not among the 30.
      Value(cut: "grade=10", value: 0.75, numerator: 90, denominator: 120, rounding: 0),
      // 23 fours and 12 fives of 50.
      Value(cut: "grade=11", value: 0.7, numerator: 35, denominator: 50, rounding: 0),
    ]
    #expect(found.count == expected.count)
    for value in expected {
      let other = try #require(found.first { $0.cut == value.cut }, "\(value.cut)")
      #expect(abs(other.value - value.value) < 1e-9, "\(value.cut): \(other.value)")
      #expect(abs((other.numerator ?? -1) - (value.numerator ?? -1)) < 1e-9, "\(value.cut)")
      #expect(other.denominator == value.denominator, "\(value.cut)")
      #expect(abs(other.rounding - value.rounding) < 1e-9, "\(value.cut): \(other.rounding)")
    }
    await site.close()
  }
}
