import Foundation
import Intake
import Pipeline
import Postgres
import Schools
import Testing

/// What people write in tables reaches the records in one spelling, and the receipt says so.
@Suite struct FormsOfTextTests {
  @Test func `a class is one in every table, and its spelling is in the receipt`() async throws {
    let site = try await TestSite.make()
    let fates = try await site.load([
      TestBundle.register(schools: ["S1"]),
      TestBundle.school(
        "S1", 2025,
        [
          "class": "class_code,grade\r\n9 «а»,9\r\n9-Б,9\r\n",
          "student": "student_key,entry_year,sex\r\np1,2016,Ж\r\np2,2016,м\r\n",
          "enrolment":
            "student_key,class_code,entered_on\r\np1,9A,02.09.2024\r\np2,9 б,2.9.24\r\n",
        ]),
    ])
    #expect(fates.map(\.state) == [.done, .done])
    struct Line: Decodable { let line: String }
    let lines = try await site.worker.transaction { db in
      try db.all(
        """
        select student_key || ' ' || class_code || ' ' || entered_on || ' ' || sex as line
        from core.enrolment
        inner join core.student using (school_id, academic_year, student_key)
        order by student_key
        """, as: Line.self
      ).map(\.line)
    }
    #expect(lines == ["p1 9А 2024-09-02 f", "p2 9Б 2024-09-02 m"])
    let forms = fates[1].receipt?.tables.map { table in
      "\(table.name) " + (table.form?.notations.map(\.name.rawValue).joined(separator: " ") ?? "")
    }
    #expect(
      forms == [
        "class class-spelling", "student words",
        "enrolment day-month-year short-year class-spelling",
      ])
    await site.close()
  }

  @Test func `a word in the column of marks is the reason that there is none`() async throws {
    let site = try await TestSite.make()
    let fates = try await site.load([
      TestBundle.register(schools: ["S1"]),
      TestBundle.school(
        "S1", 2025,
        [
          "period": "period_code,period_kind,starts_on,ends_on\r\ny,год,01.09.2024,31.05.2025\r\n",
          "class": "class_code,grade\r\n9А,9\r\n",
          "student": "student_key,entry_year,sex\r\np1,2016,f\r\np2,2016,f\r\n",
          "enrolment":
            "student_key,class_code,entered_on\r\np1,9А,2024-09-01\r\np2,9А,2024-09-01\r\n",
          "period_mark":
            "student_key,subject_code,period_code,mark_kind,mark\r\np1,mat,y,годовая,н/а\r\np2,mat,y,годовая,\"5,0\"\r\n",
        ]),
    ])
    #expect(fates.map(\.state) == [.done, .done])
    struct Line: Decodable { let line: String }
    let lines = try await site.worker.transaction { db in
      try db.all(
        """
        select student_key || ' ' || coalesce(mark::text, '') || ' ' || coalesce(mark_code, '') as line
        from core.period_mark order by student_key
        """, as: Line.self
      ).map(\.line)
    }
    #expect(lines == ["p1  na", "p2 5 "])
    await site.close()
  }

  /// A bundle whose descriptor says nothing of how its files are written.
  private func undeclared(
    _ tables: [String: String], _ encoding: String.Encoding, mark: [UInt8] = [], asOf: String
  ) throws -> TestBundle.Named {
    let resources = tables.keys.sorted().map { "{\"name\": \"\($0)\", \"path\": \"\($0).csv\"}" }
    let archive = try ZipWriter()
    try archive.add(
      BundleDescriptor.fileName,
      Array(
        """
        {"name": "s1", "created": "\(asOf)", "soko:schemaVersion": 1, "soko:kind": "school",
        "soko:schoolCode": "S1", "soko:academicYear": 2025, "soko:mode": "full",
        "soko:asOf": "\(asOf)", "soko:synthetic": true, "resources": [\(resources.joined(separator: ", "))]}
        """.utf8))
    for (table, text) in tables.sorted(by: { $0.key < $1.key }) {
      try archive.add("\(table).csv", mark + Array(try #require(text.data(using: encoding))))
    }
    return ("s1-\(asOf).zip", try archive.finish())
  }

  @Test func `the same records in another encoding and delimiter change nothing`() async throws {
    let site = try await TestSite.make()
    let tables = [
      "class": "Код класса, например 9А;Параллель;Профиль\r\n9А;9;\"физика;\r\nхимия\"\r\n",
      "student": "Ключ ученика;Пол\r\np1;Ж\r\n",
      "staff":
        "Код педагога;is_teacher;is_pedagogical;employment;category;Ставка\r\nw1;да;да;основная;высшая;0,75\r\n",
    ]
    let wide = tables.mapValues { text in
      text.replacing("\"физика;\r\nхимия\"", with: "#").replacing(";", with: "\t")
        .replacing("#", with: "\"физика;\r\nхимия\"")
    }
    let fates = try await site.load([
      TestBundle.register(schools: ["S1"]),
      undeclared(tables, .windowsCP1251, asOf: "2025-06-21"),
      undeclared(wide, .utf16LittleEndian, mark: [0xFF, 0xFE], asOf: "2025-06-22"),
    ])
    #expect(fates.map(\.state) == [.done, .done, .done], "\(fates[1].receipt?.problems ?? [])")
    let first = try #require(fates[1].receipt)
    #expect(first.tables.map(\.added) == [1, 1, 1] && first.totals.isEmpty)
    for table in first.tables {
      #expect(table.form?.encoding == "windows-1251" && table.form?.delimiter == ";")
    }
    let second = try #require(fates[2].receipt)
    #expect(!second.hasChanged && second.tables.map(\.unchanged) == [1, 1, 1])
    for table in second.tables {
      #expect(table.form?.encoding == "utf-16le" && table.form?.delimiter == "\t")
    }
    struct Line: Decodable { let line: String }
    let lines = try await site.worker.transaction { db in
      try db.all(
        """
        select class_code || ' ' || replace(profile, chr(10), '/') || ' ' || fte::text as line
        from core.class cross join core.staff
        """, as: Line.self
      ).map(\.line)
    }
    #expect(lines == ["9А физика;\r/химия 0.75"])
    await site.close()
  }
}
