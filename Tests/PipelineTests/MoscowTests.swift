import Foundation
import Intake
import Pipeline
import Postgres
import Testing

/// Real counts through the ordinary door: results of the state exam of 626 Moscow schools, 2015/16
/// (Moscow open data, set 9722). Each school returns one count; its okrug is the municipal level.
@Suite struct MoscowTests {
  struct School {
    let code: String
    let okrug: String
    let name: String
    let passed: Int
    let over220: Int
  }

  static let file: URL? = ReferenceData.file("data/moscow-ege-2016/moscow_ege_2016.csv")

  @Test(.enabled(if: file != nil, "set SOKO_REFERENCE_DATA to the reference data to run this"))
  func `626 schools load as counts, and the okrug without the school is its analogue`() async throws
  {
    let schools = try Self.schools(#require(Self.file))
    #expect(schools.count == 626)
    let site = try await TestSite.make()
    let fates = try await site.load(Self.bundles(schools))
    #expect(fates.allSatisfy { $0.state == .done })
    let figures = try #require(try await site.analyze())
    #expect(figures.slices == 626)

    struct Row: Decodable {
      let schoolCode: String
      let analogue: String
      let value: Double?
      let analogueNumerator: Double?
      let analogueDenominator: Double?
      let schoolCount: Int?
      let verdict: String
      let reasons: [String]
    }
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select school.school_code, analogue, value, analogue_numerator, analogue_denominator,
            school_count, verdict, reasons
        from result.comparison inner join core.school using (school_id)
        where until_run is null
        """, as: Row.self)
    }
    #expect(rows.count == 626 * 4)
    let byCode = Dictionary(uniqueKeysWithValues: schools.map { ($0.code, $0) })
    for row in rows {
      let school = try #require(byCode[row.schoolCode])
      #expect(row.value == Double(school.over220) / Double(school.passed))
      switch row.analogue {
      case "municipal":
        let others = schools.filter { $0.okrug == school.okrug && $0.code != school.code }
        guard others.count >= 5 else {
          #expect(row.verdict == "not_comparable" && row.reasons.contains("too_few_schools"))
          continue
        }
        #expect(row.schoolCount == others.count)
        #expect(row.analogueNumerator == Double(others.reduce(0) { $0 + $1.over220 }))
        #expect(row.analogueDenominator == Double(others.reduce(0) { $0 + $1.passed }))
      case "regional":
        #expect(row.schoolCount == 625)
      case "municipal_same_kind":
        #expect(row.verdict == "not_comparable" && row.reasons == ["kind_unknown"])
      default:
        #expect(row.verdict == "not_comparable" && row.reasons == ["no_previous_year"])
      }
    }
    // The share pooled over the city, as published beside the data.
    let pooled = try await site.worker.transaction { db in
      try db.value(
        """
        select (numerator / denominator)::double precision
        from result.group_value
        inner join core.territory using (territory_id)
        where territory.level = 'region' and until_run is null
        """, as: Double.self)
    }
    #expect(abs(pooled - 0.239539) < 5e-7)
    await site.close()
  }

  static func schools(_ file: URL) throws -> [School] {
    let text = try String(contentsOf: file, encoding: .utf8)
    let rows = SecondReader.rows(text)
    let header = rows[0]
    func column(_ name: String) throws -> Int { try #require(header.firstIndex(of: name)) }
    let (id, okrug, name) = try (column("ID"), column("AdmArea"), column("EDU_NAME"))
    let (passed, over) = try (column("passed"), column("over220"))
    return try rows.dropFirst().map { row in
      School(
        code: row[id], okrug: row[okrug], name: String(row[name].prefix(150)),
        passed: try #require(Int(row[passed])), over220: try #require(Int(row[over])))
    }
  }

  static func bundles(_ schools: [School]) throws -> [(name: String, bytes: [UInt8])] {
    let okrugs = Array(Set(schools.map(\.okrug))).sorted()
    let codes = Dictionary(
      uniqueKeysWithValues: okrugs.enumerated().map { ($1, "45-\($0 + 1)") })
    var register = BundleWriter(descriptor: .forTest(territory: "45"))
    register.add(
      table: "territory",
      csv: csv(
        ["oktmo", "level", "parent_oktmo", "name_ru", "name_en"],
        [["45", "region", "", "Москва", "Moscow"]]
          + okrugs.map { [codes[$0] ?? "", "municipality", "45", $0, $0] }))
    register.add(
      table: "school",
      csv: csv(
        ["school_code", "oktmo", "name_ru", "name_en"],
        schools.map { [$0.code, codes[$0.okrug] ?? "", $0.name, $0.name] }))
    return try [(name: "00-register.zip", bytes: register.zip())]
      + schools.map { school in
        var bundle = BundleWriter(
          descriptor: .forTest(school: school.code, year: 2016, asOf: "2016-09-01"))
        bundle.add(
          table: "indicator_return",
          csv: csv(
            ["indicator_code", "cut", "numerator", "denominator"],
            [["ext.gia11.sum3_220_share", "all", "\(school.over220)", "\(school.passed)"]]))
        return (name: "\(school.code).zip", bytes: try bundle.zip())
      }
  }

  private static func csv(_ header: [String], _ rows: [[String]]) -> [UInt8] {
    let lines = ([header] + rows).map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
    }
    return Array((lines.joined(separator: "\r\n") + "\r\n").utf8)
  }
}
