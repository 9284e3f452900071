import Foundation
import Intake
import Logging
import Pipeline
import Postgres
import Reports
import Schools
import TestSupport
import Testing

/// What schools get as workbooks, from a whole installation.
@Suite struct WorkbookTests {
  /// One transaction of the login that serves, in a scope.
  private func serve<T: Sendable>(
    _ site: TestSite, _ scope: Scope, _ body: @escaping @Sendable (Database) throws -> T
  ) async throws -> T {
    let pool = Pool(
      site.database.connecting(as: "soko_web"), size: 1, name: "web", logger: Logger(label: "test"))
    do {
      let value = try await pool.transaction(readOnly: true) { db in
        try scope.enter(db)
        return try body(db)
      }
      await pool.close()
      return value
    } catch {
      await pool.close()
      throw error
    }
  }

  private func template(
    of site: TestSite, _ school: String, tables: [String] = []
  ) async throws -> [UInt8] {
    try await serve(site, .school(school)) { db in
      var bytes: [UInt8] = []
      try TemporaryFile.pieces(
        { path in
          try SchoolTemplate.write(
            db, school: school, year: 2025, tables: tables, created: 1_800_000_000,
            generator: "soko test", at: path)
        }, to: { bytes += $0 })
      return bytes
    }
  }

  @Test
  func `the records of a template, read by another program, change nothing when they come back`()
    async throws
  {
    let site = try await TestSite.make()
    let bundles = try TestSample.bundles(schools: 8, municipalities: 2, years: 1, seed: 1)
    let paths = bundles.map(\.path).filter {
      $0.hasSuffix("/00-register.zip") || $0.hasSuffix("/s001-2025.zip")
    }
    let first = try await site.load(paths)
    #expect(first.map(\.state) == [.done, .done])
    let rows = try #require(first[1].receipt?.rows)

    let file = try Spreadsheet(try await template(of: site, "s001"))
    #expect(file.names.count == RecordTable.all.count + 2)
    let back = try await site.load([("back.zip", try bundle(of: file))])[0]
    #expect(back.state == .done, "\(back.receipt?.totals ?? [])")
    let receipt = try #require(back.receipt)
    #expect(receipt.rows == rows && rows > 10_000)
    #expect(receipt.tables.count == RecordTable.all.count)
    #expect(receipt.tables.allSatisfy { !$0.isSuperseded })
    #expect(
      !receipt.hasChanged, "\(receipt.tables.filter { $0.added + $0.changed + $0.removed > 0 })")
    await site.close()
  }

  @Test func `values at the edges of their types come back as they were`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    let first = try TestBundle.school(
      "S1", 2025,
      [
        "student": "student_key,entry_year,sex\r\n007,,\r\n=1+1,2016,f\r\n2025-06-21,2016,m\r\n",
        "class": "class_code,grade,profile\r\n9А,9,\"строка\nвторая _x0041_ <&>\"\r\n",
        "diagnostic_result": """
        student_key,procedure_code,subject_code,held_on,primary_score,scaled\r
        007,dwr,mat,2024-09-20,9.95,-0.4619362\r
        =1+1,dwr,mat,2024-09-20,0.1,123456789012345678\r
        2025-06-21,dwr,mat,2024-09-20,,0.123456789012345678\r

        """,
        "staff": """
        staff_key,is_teacher,is_pedagogical,employment,category,category_on,age_band,fte\r
        t1,1,1,main,none,1900-01-15,-29,0.75\r
        t2,0,1,main,none,1900-03-01,30-54,\r

        """,
      ])
    #expect(try await site.load([first]).map(\.state) == [.done])
    let file = try Spreadsheet(try await template(of: site, "S1"))
    #expect(file.names == ["soko", "class", "student", "staff", "diagnostic_result", "codes"])
    let back = try await site.load([("back.zip", try bundle(of: file))])[0]
    #expect(back.state == .done, "\(back.receipt?.problems ?? [])")
    #expect(back.receipt?.rows == 9 && back.receipt?.hasChanged == false)
    await site.close()
  }

  /// The sheets of a workbook as CSV files of a bundle, by the rules a spreadsheet is read by.
  private func bundle(of file: Spreadsheet) throws -> [UInt8] {
    let about = Dictionary(
      uniqueKeysWithValues: (1...8).map { row in
        let cells = file["soko"].row(row)
        return (cells[0], cells.count > 1 ? cells[1] : "")
      })
    var writer = BundleWriter(
      descriptor: BundleDescriptor(
        kind: .school, name: "back", created: about["soko:created"] ?? "",
        schoolCode: about["soko:schoolCode"],
        academicYear: about["soko:academicYear"].flatMap { Int($0) },
        asOf: about["soko:asOf"] ?? "", isSynthetic: about["soko:synthetic"] == "true"))
    for name in file.names where RecordTable.named(name) != nil {
      let sheet = file[name]
      let columns = sheet.row(3).indices.map { String(UnicodeScalar(65 + UInt8($0))) }
      var csv = sheet.row(3).joined(separator: ",") + "\r\n"
      if sheet.rowCount > 3 {
        for row in 4...sheet.rowCount {
          csv += columns.map { text(sheet, "\($0)\(row)") }.joined(separator: ",") + "\r\n"
        }
      }
      writer.add(table: name, csv: Array(csv.utf8))
    }
    return try writer.zip()
  }

  private func text(_ sheet: Spreadsheet.Sheet, _ address: String) -> String {
    guard let cell = sheet.cells[address] else { return "" }
    guard cell.kind == .number, let number = Double(cell.value) else {
      return "\"\(cell.value.replacing("_x005F_", with: "_").replacing("\"", with: "\"\""))\""
    }
    if sheet.formats[address] == "dd.mm.yyyy" {
      let day = Date(timeIntervalSince1970: (number - 25_569) * 86_400)
      return String(day.formatted(.iso8601).prefix(10))
    }
    // A spreadsheet shows, and keeps, fifteen digits.
    return String(format: "%.15g", number)
  }

  @Test func `every problem of a stored bundle is marked, also those its receipt does not place`()
    async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    let pupils = "student_key,entry_year,sex\r\np1,2016,f\r\n"
    let marks = (2...151).map { "p\($0),mat,2025-06-03,oge,,4,valid,1\r\n" }.joined()
    _ = try await site.load([
      TestBundle.school(
        "S1", 2025,
        [
          "student": pupils,
          "exam_result":
            "student_key,subject_code,held_on,exam_kind,score100,mark5,status,is_final\r\n" + marks,
        ])
    ])
    let bundle = try await site.worker.transaction { db in
      try db.value("select max(bundle_id) from intake.bundle", as: Int.self)
    }
    let list = try #require(try await site.rereading.list(of: bundle))
    let rows = try await serve(site, .operator) { db in
      let sent = try #require(try SentBundle(db, bundle: bundle, problems: list))
      return sent.problems.filter { $0.code == "intake.reference_missing" }
        .compactMap(\.location.row)
    }
    #expect(rows.sorted() == Array(2...151))
    #expect(try await site.rereading.list(of: bundle + 1) == nil)
    await site.close()
  }

  @Test func `a bundle refused for personal data comes back without a file`() async throws {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1"])])
    _ = try await site.load([
      TestBundle.school(
        "S1", 2025, ["student": "student_key,entry_year,sex,ФИО\r\np1,2016,f,x\r\n"])
    ])
    let (files, isPersonal) = try await serve(site, .operator) { db in
      let bundle = try db.value("select max(bundle) from report_v1.bundle", as: Int.self)
      let sent = try #require(try SentBundle(db, bundle: bundle))
      return (sent.files.count, sent.problems.contains { $0.isOfPersonalData })
    }
    #expect(files == 0 && isPersonal)
    for code in PersonalData.codes { #expect(Problem(code).isOfPersonalData, "\(code)") }
    await site.close()
  }

  @Test func `subjects known without a database are those of a new one`() async throws {
    let site = try await TestSite.make()
    let stored = try await serve(site, .region) { try SchoolTemplate.subjects($0) }
    #expect(stored == Subject.all.sorted { $0.code < $1.code })
    await site.close()
  }

  @Test func `a stored bundle is shown as it was sent, with what its load found too`() async throws
  {
    let site = try await TestSite.make()
    _ = try await site.load([TestBundle.register(schools: ["S1", "S2"])])
    let fate = try await site.load([
      TestBundle.school(
        "S1", 2025,
        [
          "student": "student_key,entry_year,sex\r\np1,год,f\r\n\r\np2,2016,m\r\np2,2016,m\r\n"
        ])
    ])[0]
    #expect(fate.state == .rejected)
    let bundle = try await site.worker.transaction { db in
      try db.value("select max(bundle_id) from intake.bundle", as: Int.self)
    }
    for scope in [Scope.operator, .school("S1")] {
      let (problems, records) = try await serve(site, scope) { db in
        let sent = try #require(try SentBundle(db, bundle: bundle))
        var records: [String] = []
        for file in sent.files {
          let isWhole = try sent.forEachRecord(of: file.table) { number, cells in
            records.append("\(number) \((cells ?? ["?"]).joined(separator: "|"))")
          }
          #expect(isWhole)
        }
        return (sent.problems.map { "\($0.code) \($0.location.row ?? 0)" }, records)
      }
      #expect(problems.sorted() == ["intake.row_repeated 5", "intake.value_malformed 2"])
      #expect(
        records == [
          "1 student_key|entry_year|sex", "2 p1|год|f", "3 ", "4 p2|2016|m", "5 p2|2016|m",
        ])
    }
    for scope in [Scope.school("S2"), .municipality("99601000"), .region] {
      let files = try await serve(site, scope) { try SentBundle($0, bundle: bundle)?.files.count }
      #expect(files ?? 0 == 0, "\(scope)")
    }
    await site.close()
  }
}
