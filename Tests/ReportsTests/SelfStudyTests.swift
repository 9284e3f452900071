import Foundation
import Logging
import Postgres
import Reports
import Schools
import TestSupport
import Testing

/// The lines of order 1324 against `Fixture/self-study.sql`, counted by hand.
@Suite struct SelfStudyTests {
  private static let address = Task {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixture/self-study.sql")
    let fixture = try String(contentsOf: file, encoding: .utf8)
    return try await TestDatabase.make(scripts: Region.emptyScripts() + [fixture])
  }

  /// The lines of the table by their numbers: count, value, day and origin.
  private func lines(_ scope: Scope, year: Int = 2024) async throws -> [String: [String]] {
    let pool = Pool(
      try await Self.address.value.connecting(as: "soko_web"), size: 1, name: "test",
      logger: Logger(label: "test.documents"))
    let document: Document
    do {
      document = try await pool.transaction(readOnly: true) { db in
        try DocumentRequest(.selfStudy, school: "A", year: year).document(db, asked: scope)
      }
      await pool.close()
    } catch {
      await pool.close()
      throw error
    }
    let press = try DocumentPress(templates: Region.templates, path: "")
    let html = String(decoding: try await press.bytes(of: document, as: .html), as: UTF8.self)
    let rows = DocumentCells.rows(html).filter { $0.count == 7 }
    return Dictionary(rows.map { ($0[0], Array($0.dropFirst(3))) }) { first, _ in first }
  }

  private func told(_ lines: [String: [String]], _ number: String) -> [String] {
    (lines[number] ?? []).prefix(2).map { DocumentCells.squeezed($0) }
  }

  @Test func `lines counted from records are as they are counted by hand`() async throws {
    for scope in [Scope.operator, .school("A")] {
      let lines = try await lines(scope)
      let expected: [String: [String]] = [
        // On 20.09.2024: p1, p2 and p3 in grades 1 and 4; p4, p5, p6 in grade 9; p7 and p8 in grade 10. p9 came later,
        // p10 had left. Eight in all.
        "1.2": ["3", ""], "1.3": ["3", ""], "1.4": ["2", ""],
        // p3 of 8; p7 and p8 of 8; nobody.
        "1.20": ["1", "12,5%"], "1.21": ["2", "25,0%"], "1.22": ["0", "0,0%"],
        "1.23": ["0", "0,0%"],
        // In 2023/24 four in autumn and three in spring: 3.5 on average. q1, q2 and q4 won; sport is no olympiad and
        // taking part is not winning. q1 and q4 in the region, q2 in the country.
        "1.19": ["3", "85,7%"], "1.19.1": ["2", "57,1%"], "1.19.2": ["1", "28,6%"],
        "1.19.3": ["0", "0,0%"],
        // s1 to s4; s5 is an external part-timer and s6 no teacher.
        "1.25": ["2", "50,0%"], "1.26": ["1", "25,0%"], "1.27": ["1", "25,0%"],
        "1.28": ["1", "25,0%"], "1.30.1": ["2", "50,0%"], "1.30.2": ["1", "25,0%"],
        "1.31": ["2", "50,0%"], "1.32": ["1", "25,0%"],
        // t1 and t3 of t1, t2 and t3: t4 neither teaches nor manages, t5 is external.
        "1.34": ["2", "66,7%"],
        // The latest word on each.
        "2.3": ["", "да"], "2.4": ["", "да"], "2.4.1": ["", "нет"], "2.4.3": ["", "да"],
        "2.4.4": ["", "да"], "2.4.5": ["", "нет"],
      ]
      for (number, cells) in expected { #expect(told(lines, number) == cells, "\(number)") }
      #expect(lines["1.2"]?[2].hasSuffix("2024/25\u{00A0}уч. год") == true)
      #expect(lines["1.19"]?[2].hasSuffix("2023/24\u{00A0}уч. год") == true)
    }
  }

  @Test func `lines of indicators are their values, and the rest of them`() async throws {
    let lines = try await lines(.operator)
    #expect(told(lines, "1.1") == ["8", ""])
    #expect(told(lines, "1.6") == ["", "4,00"])
    // 18 of 20 have a certificate: 2 have none, a tenth.
    #expect(told(lines, "1.14") == ["2", "10,0%"])
    #expect(told(lines, "1.24") == ["4", ""])
    #expect(told(lines, "1.29") == ["1", "25,0%"])
  }

  @Test func `no line is empty: what is not known says why`() async throws {
    let lines = try await lines(.operator)
    // 34 numbers and seven under them, six and five; and the table's own head.
    #expect(lines.count == 53)
    for (number, cells) in lines where number != "1.30" {
      #expect(!cells[0].isEmpty || !cells[1].isEmpty, "\(number)")
      #expect(!cells[3].isEmpty, "\(number)")
    }
    #expect(lines["1.33"]?[3].hasPrefix("не собирается") == true)
    // No exam results came for 2023/24; of grade 11 the records came, and there is nobody; nobody said whether there is one.
    #expect(lines["1.7"]?[3] == "данные за 2023/24 не поступили: результат экзамена")
    #expect(lines["1.15"]?[3] == "выпускников 11 класса нет")
    #expect(lines["2.4.2"]?[3] == "в записях не указано")
    // Of 2023 nothing of the autumn before came.
    let earlier = try await self.lines(.operator, year: 2023)
    #expect(told(earlier, "1.2") == ["0", ""])
    #expect(earlier["2.3"]?[3] == "данные за 2022/23 не поступили: ресурсы школы")
  }

  @Test func `a hidden value is an asterisk to others and read by the school itself`() async throws
  {
    #expect(told(try await lines(.operator), "1.16") == ["", "*"])
    #expect(told(try await lines(.municipality("90101")), "1.16") == ["", "*"])
    #expect(told(try await lines(.school("A")), "1.16") == ["4", "20,0%"])
    #expect(told(try await lines(.public), "1.29") == ["", "*"])
  }

  @Test func `lines counted from records are for the school and the operator`() async throws {
    for scope in [Scope.region, .municipality("90101"), .public] {
      let lines = try await lines(scope)
      for number in ["1.2", "1.19", "1.20", "1.25", "1.34", "2.3"] {
        #expect(told(lines, number) == ["", "—"], "\(scope) \(number)")
        #expect(lines[number]?[3] == "по записям; их видят сама школа и оператор")
      }
    }
    // Everybody reads counts rounded to five, and no rest of rounded counts.
    let lines = try await lines(.public)
    #expect(told(lines, "1.1") == ["10", ""])
    #expect(told(lines, "1.14") == ["", "10%"])
  }

  @Test func `the view gives no line to those who do not read records`() async throws {
    for scope in [Scope.region, .municipality("90101"), .public, .school("B")] {
      let pool = Pool(
        try await Self.address.value.connecting(as: "soko_web"), size: 1, name: "test",
        logger: Logger(label: "test.documents"))
      let count = try await pool.transaction { db in
        try scope.enter(db)
        return try db.value("select count(*) from report_v1.self_study", as: Int.self)
      }
      await pool.close()
      #expect(count == 0, "\(scope)")
    }
  }
}
