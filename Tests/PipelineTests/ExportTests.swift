import Foundation
import Intake
import Pipeline
import Postgres
import Schools
import Testing

/// Exports of other systems on their whole way into the database.
@Suite struct ExportTests {
  private static let list = """
    ID участника;Предмет;Дата предмета;Первичный балл;Отметка;Класс\r
    900001;2;03.06.2025;18;4;9А\r
    900001;Русский язык;09.06.2025;30;5;9А\r
    900002;2;03.06.2025;9;3;9Б\r

    """
  private let origin = BundleOrigin(schoolCode: "S1", academicYear: 2025, asOf: "2025-07-01")

  private func site(_ register: [(name: String, csv: String)]? = nil) async throws -> (
    TestSite, Queue, String
  ) {
    let site = try await TestSite.make()
    let fates = try await site.load([
      register.map { try TestBundle.register($0, asOf: "2025-06-01") }
        ?? TestBundle.register(schools: ["S1"])
    ])
    #expect(fates[0].state == .done)
    let key = FileManager.default.temporaryDirectory.path + "/key-\(UUID().uuidString)"
    return (site, Queue(pool: site.worker, rosterKey: RosterKeyFile(path: key)), key)
  }

  private func load(
    _ bytes: [UInt8], _ name: String, _ origin: BundleOrigin, _ site: TestSite, _ queue: Queue
  ) async throws -> Queue.Fate {
    let folder = FileManager.default.temporaryDirectory.path + "/export-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    let entry = try await queue.store("\(folder)/\(name)", origin: origin)
    _ = try await site.loader.loadAll { _ in }
    return try await queue.fate(of: entry.id)
  }

  @Test func `a list of results loads under pseudonyms, and no participant's id is stored`()
    async throws
  {
    let (site, queue, key) = try await site()
    defer { try? FileManager.default.removeItem(atPath: key) }
    let fate = try await load(Array(Self.list.utf8), "results.csv", origin, site, queue)
    #expect(fate.state == .done, "\(fate.receipt?.problems ?? [])")
    let receipt = try #require(fate.receipt)
    #expect(receipt.mode == "amend")
    #expect(receipt.tables.map { "\($0.name) \($0.added)" } == ["student 2", "exam_result 3"])
    #expect(receipt.tables[1].form?.source?.en == "list of exam results (РЦОИ)")
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select concat_ws(' ', dense_rank() over (order by student_key = (
            select student_key from core.exam_result
            group by student_key having count(*) = 1
        )), exam_kind, subject_code, held_on, primary_score, mark5, status) as line
        from core.exam_result order by line
        """, as: Line.self
      ).map(\.line)
    }
    #expect(
      rows == [
        "1 oge mat 2025-06-03 18 4 valid", "1 oge rus 2025-06-09 30 5 valid",
        "2 oge mat 2025-06-03 9 3 valid",
      ])
    let stored = try await site.worker.transaction { db in
      try db.value(
        "select bytes from intake.bundle_part order by bundle_id desc limit 1", as: [UInt8].self)
    }
    let text = String(decoding: stored, as: UTF8.self)
    #expect(
      text.contains("soko.keyFingerprint=") && !text.contains("90000") && !text.contains("9А"))
    await site.close()
  }

  private struct Line: Decodable { let line: String }

  @Test func `a list with names is refused, and not a byte of it is kept`() async throws {
    let (site, queue, key) = try await site()
    defer { try? FileManager.default.removeItem(atPath: key) }
    let text = Self.list.replacing("Класс", with: "ФИО").replacing("9А", with: "Тестова Проба")
    let fate = try await load(Array(text.utf8), "results.csv", origin, site, queue)
    #expect(fate.state == .rejected && fate.receipt?.isErased == true)
    #expect(fate.receipt?.problems.map(\.code) == ["intake.column_personal"])
    await site.close()
  }

  @Test func `a report of marks loads as published figures of its region and municipality`()
    async throws
  {
    let (site, queue, key) = try await site([
      (
        "territory",
        "oktmo,level,parent_oktmo,name_ru,name_en\r\n99000000,region,,Край,Region\r\n99601000,municipality,99000000,Округ,District\r\n"
      )
    ])
    defer { try? FileManager.default.removeItem(atPath: key) }
    let head = ["Группы участников", "Кол-во ОО", "Кол-во участников", "2", "3", "4", "5"]
    let book = try BareFileTests().workbook([
      (
        "Отчёт",
        [
          ["ВПР 2025. Математика. 5 класс"], head,
          ["Вся выборка", "35000", "1400000", "7,35", "34,12", "37,8", "20,73"],
          ["Край", "40", "967", "1,24", "29,16", "48,71", "20,89"],
          ["Округ", "10", "405", "0,99", "28,15", "48,15", "22,72"],
          ["sch990001", "1", "48", "2,08", "31,25", "45,83", "20,83"],
        ]
      )
    ])
    let fate = try await load(
      book, "marks.xlsx",
      BundleOrigin(territory: "99601000", academicYear: 2025, asOf: "2025-05-20"), site, queue)
    #expect(fate.state == .done, "\(fate.receipt?.problems ?? [])")
    #expect(fate.receipt?.tables.map { "\($0.name) \($0.added)" } == ["external_aggregate 8"])
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select concat_ws(' ', oktmo, published_code, cut, students_count, mean) as line
        from core.external_aggregate
        where published_code in ('vpr.mark2_share', 'vpr.mark5_share') order by line
        """, as: Line.self
      ).map(\.line)
    }
    #expect(
      rows == [
        "99000000 vpr.mark2_share grade=5;subject=mat 967 0.0124",
        "99000000 vpr.mark5_share grade=5;subject=mat 967 0.2089",
        "99601000 vpr.mark2_share grade=5;subject=mat 405 0.0099",
        "99601000 vpr.mark5_share grade=5;subject=mat 405 0.2272",
      ])
    await site.close()
  }
}
