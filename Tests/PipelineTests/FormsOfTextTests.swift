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
}
