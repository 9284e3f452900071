import Foundation
import Intake
import Schools
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A receipt as people and programs get it: in a terminal, dry or real, as a page, and as the complete list.
@Suite(.serialized) struct ReceiptTests {
  private let folder: URL
  private let program: URL

  init() throws {
    folder = try CommandTests.temporary()
    program = try CommandTests.products().appendingPathComponent("soko")
  }

  private func soko(_ arguments: String...) throws -> CommandTests.Outcome {
    try CommandTests.run(program, arguments, home: folder)
  }

  private func write(_ name: String, _ descriptor: BundleDescriptor, _ tables: [String: String])
    throws
  {
    var writer = BundleWriter(descriptor: descriptor)
    for (table, csv) in tables.sorted(by: { $0.key < $1.key }) {
      writer.add(table: table, csv: Array(csv.utf8))
    }
    try Data(try writer.zip()).write(to: folder.appendingPathComponent(name))
  }

  private func writeBundles() throws {
    try write(
      "register.zip",
      BundleDescriptor(
        kind: .register, name: "register", created: "2025-06-01", territory: "99",
        asOf: "2025-06-01", isSynthetic: true),
      [
        "territory":
          "oktmo,level,parent_oktmo,name_ru,name_en\n99,region,,Край,Region\n99601000,municipality,99,Округ,District\n",
        "school": "school_code,oktmo,name_ru,name_en\nS1,99601000,Школа,School\n",
      ])
    func school(_ name: String, _ students: String) throws {
      try write(
        name,
        BundleDescriptor(
          kind: .school, name: "s1", created: "2025-06-20", schoolCode: "S1", academicYear: 2025,
          asOf: "2025-06-20", isSynthetic: true),
        ["student": "student_key,entry_year,sex\n" + students])
    }
    try school("good.zip", (1...3).map { "p\($0),2016,f\n" }.joined())
    // 250 rows: 150 repeat a key, 30 have a year that is none.
    try school(
      "bad.zip",
      (1...100).map { "p\($0),2016,f\n" }.joined()
        + (1...150).map { "p\($0 % 50 + 1),2016,m\n" }.joined()
        + (1...30).map { "q\($0),soon,m\n" }.joined())
  }

  @Test func `a dry run and a load print one receipt, in both languages, and the list is complete`()
    async throws
  {
    defer { try? FileManager.default.removeItem(at: folder) }
    try writeBundles()
    let dry = try soko(
      "load", "--dry-run", "register.zip", "good.zip", "bad.zip", "--format", "json")
    #expect(dry.status == 3, "\(dry.errors)")
    #expect(try soko("status").output.contains(/bundles +none/))
    let real = try soko("load", "register.zip", "good.zip", "bad.zip", "--format", "json")
    #expect(real.status == 3)
    #expect(try withoutNumbers(dry.output) == withoutNumbers(real.output))
    #expect(dry.output.contains("\"unchanged\" : 0"))
    let bad = try #require(real.output.matches(of: /"bundle" : (\d+)/).last.map { String($0.1) })

    let russian = try soko("load", "bad.zip")
    #expect(russian.status == 3)
    #expect(russian.output.contains("этот файл уже прислан: вот его квитанция"))
    #expect(russian.output.contains("180 ошибок в 1 файле."))
    #expect(
      russian.output.contains(
        "■ 150 × student.csv: В файле уже есть строка с теми же значениями ключевых столбцов. [intake.row_repeated]"
      ), "\(russian.output)")
    #expect(russian.output.contains("строки 102–201 и ещё 50, столбец «student_key»"))
    #expect(russian.output.contains("Исправьте ошибки и отправьте пакет снова."))
    let english = try soko("load", "--language", "en", "bad.zip", "good.zip")
    #expect(english.output.contains("180 problems in 1 file."))
    #expect(english.output.contains("Mend the errors and send the bundle again."))
    #expect(english.output.contains("tables 1, rows 3: added 3, changed 0, removed 0, unchanged 0"))

    let list = try soko(
      "report", "problems", "--bundle", bad, "--complete", "--format", "csv", "--language", "en")
    #expect(list.status == 0 && list.errors == "", "\(list.errors)")
    let lines = list.output.components(separatedBy: "\r\n").filter { !$0.isEmpty }
    #expect(lines.count == 1 + 180)
    #expect(list.output.hasPrefix("bundle,school,year,state,severity,code,file,row,column,message"))
    #expect(lines.filter { $0.contains(",cell.integer,student") }.count == 30)
    try await serve { base in
      let (status, text) = try await get(base + "/v1/bundles/\(bad)/problems.csv?lang=en")
      #expect(status == 200 && text == list.output)
      #expect(
        try await get(base + "/v1/bundles/\(bad)/problems.csv").text.contains("Оставьте одну"))
      #expect(try await get(base + "/v1/bundles/999/problems.csv").status == 404)
      #expect(try await get(base + "/v1/bundles/x/problems.csv").status == 404)
      #expect(try await get(base + "/v1/bundles/\(bad)/problems.csv?colour=red").status == 400)
      #expect(try await get(base + "/v1/bundles?bundle=\(bad)").status == 200)
      #expect(try await get(base + "/bundles/\(bad)").text.contains("строки 102–201 и ещё 50"))
    }
  }

  @Test func `a decision is made by name and reason, obeyed, listed, and refused where it must`()
    throws
  {
    defer { try? FileManager.default.removeItem(at: folder) }
    let words = ["--reason", "Устав", "--by", "Управление"]
    func set(_ arguments: String...) throws -> Int32 {
      try CommandTests.run(program, ["policy", "set"] + arguments + words, home: folder).status
    }
    #expect(try set("intake.teacher_without_subject", "rejected", "--on", "2025-09-01") == 0)
    #expect(try set("intake.date_outside_year", "warning", "--table", "facility") == 0)
    #expect(try set("intake.column_personal", "warning") == 2)
    #expect(try set("intake.date_outside_year", "warning", "--table", "period") == 2)
    #expect(try soko("policy", "set", "intake.teacher_without_subject", "rejected").status == 2)
    let list = try soko("policy", "list", "--format", "csv")
    #expect(
      list.output.contains(
        "1,intake.teacher_without_subject,*,rejected,true,2025-09-01,Управление,Устав,"),
      "\(list.output)")
    #expect(list.output.components(separatedBy: "\r\n").filter { !$0.isEmpty }.count == 3)
  }

  @Test func `a complete list is one bundle's, as CSV`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try soko("report", "problems", "--complete", "--format", "csv").status == 2)
    #expect(try soko("report", "problems", "--bundle", "1", "--complete").status == 2)
    #expect(
      try soko("report", "bundles", "--bundle", "1", "--complete", "--format", "csv").status == 2)
  }

  private func withoutNumbers(_ json: String) throws -> NSDictionary {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let rows = (object?["rows"] as? [[String: Any]] ?? []).map { row in
      row.filter { $0.key != "bundle" }
    }
    #expect(rows.count == 3)
    return ["rows": rows]
  }

  @Test func `a bundle sent to the service is loaded by a worker, and the service says so`()
    async throws
  {
    defer { try? FileManager.default.removeItem(at: folder) }
    try writeBundles()
    #expect(try soko("load", "register.zip").status == 0)
    let made = try soko(
      "token", "add", "--role", "school", "--school", "S1", "--expires", "1", "--note", "test")
    let token = made.output.trimmingCharacters(in: .newlines)
    // A token alone shuts nothing, and is asked for by nobody else.
    try await serve { address in
      for (name, state, rejected) in [("good.zip", "done", 0), ("bad.zip", "rejected", 180)] {
        var request = URLRequest(url: try #require(URL(string: "\(address)/v1/bundles")))
        request.httpMethod = "POST"
        request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        request.setValue("application/zip", forHTTPHeaderField: "Content-Type")
        request.httpBody = try Data(contentsOf: folder.appendingPathComponent(name))
        let (data, response) = try await URLSession.shared.data(for: request)
        let answer = try #require(response as? HTTPURLResponse)
        #expect(answer.statusCode == 202, "\(String(decoding: data, as: UTF8.self))")
        let place = try #require(answer.value(forHTTPHeaderField: "Location"))
        #expect(try soko("worker", "--drain").status == 0)
        var asked = URLRequest(url: try #require(URL(string: address + place)))
        asked.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        let (told, _) = try await URLSession.shared.data(for: asked)
        let status = try #require(
          try JSONSerialization.jsonObject(with: told) as? [String: Any])
        #expect(status["state"] as? String == state && status["isFinished"] as? Bool == true)
        #expect(status["rejected"] as? Int == rejected)
      }
    }
  }

  private func get(_ address: String) async throws -> (status: Int, text: String) {
    let url = try #require(URL(string: address))
    let (data, response) = try await URLSession.shared.data(from: url)
    return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
  }

  /// Runs `soko serve` while `body` asks it.
  private func serve(_ body: (String) async throws -> Void) async throws {
    let process = Process()
    process.executableURL = program
    process.arguments = ["serve", "--port", "0"]
    var environment = ProcessInfo.processInfo.environment.filter {
      !$0.key.hasPrefix("PG") && $0.key != "DATABASE_URL"
    }
    environment["SOKO_HOME"] = folder.path
    process.environment = environment
    let errors = folder.appendingPathComponent("serve.txt")
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.standardError = try FileHandle(forWritingTo: errors)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    defer {
      process.terminate()
      process.waitUntilExit()
    }
    for _ in 0..<200 {
      let text = try String(contentsOf: errors, encoding: .utf8)
      if let address = text.firstMatch(of: /http:\/\/127\.0\.0\.1:\d+/) {
        return try await body(String(address.0))
      }
      try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record("the service did not start")
  }
}
