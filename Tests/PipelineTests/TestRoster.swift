import Foundation
import Intake
import Pipeline
import Postgres
import Testing

/// A small school as a OneRoster archive, worked out by hand: pupils, a class, marks, and people's data that must
/// get nowhere.
struct TestRoster {
  /// The text of each file, by its name without `.csv`.
  var files: [String: String]
  var version = "1.1"
  var isDelta = false

  subscript(_ name: String) -> String {
    get { files[name] ?? "" }
    set { files[name] = newValue }
  }

  /// Replaces the row of `file` that begins with `id`.
  mutating func replace(_ file: String, _ id: String, with row: String) {
    var lines = self[file].split(separator: "\n").map(String.init)
    for index in lines.indices where lines[index].hasPrefix("\(id),") { lines[index] = row }
    self[file] = lines.joined(separator: "\n")
  }

  func zip() throws -> [UInt8] {
    let archive = try ZipWriter()
    let mode = isDelta ? "delta" : "bulk"
    let manifest = [
      "propertyName,value", "manifest.version,1.0", "oneroster.version,\(version)",
      "file.demographics,absent", "source.systemName,Test",
    ]
    let lines = manifest + files.keys.sorted().map { "file.\($0),\(mode)" }
    try archive.add("manifest.csv", Array(lines.joined(separator: "\r\n").utf8))
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      try archive.add("\(name).csv", Array(text.utf8))
    }
    return try archive.finish()
  }

  static let common: [String: String] = [
    "orgs": """
    sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId
    d1,,,District,district,99,
    o1,,,School,school,S1,d1
    """,
    "academicSessions": """
    sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear
    sy25,,,2024/25,schoolYear,2024-09-01,2025-06-01,,2025
    q1,,,I,gradingPeriod,2024-09-01,2024-10-28,sy25,2025
    q2,,,II,gradingPeriod,2024-11-05,2024-12-30,sy25,2025
    q3,,,III,gradingPeriod,2025-01-09,2025-03-24,sy25,2025
    q4,,,IV,gradingPeriod,2025-04-01,2025-06-01,sy25,2025
    """,
    "courses": """
    sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes
    c-hr,,,sy25,Класс,,09,o1,,
    c-mat,,,sy25,Математика 9,M9,09,o1,Математика,
    c-rus,,,sy25,Язык 9,,09,o1,,rus
    """,
    "classes": """
    sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods
    h9a,,,9 А,09,c-hr,9А,homeroom,к. 12,o1,sy25,,,
    m9a,,,Математика 9А,09,c-mat,,scheduled,,o1,"q1,q2,q3,q4",,,
    r9a,,,Язык 9А,09,c-rus,,scheduled,,o1,"q1,q2,q3,q4",,,
    """,
    "enrollments": """
    sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
    e1,,,h9a,o1,u1,student,,2024-09-01,
    e2,,,h9a,o1,u2,student,,2024-09-01,2025-06-01
    e3,,,h9a,o1,u3,student,,,2025-01-15
    e4,,,h9a,o1,t1,teacher,true,,
    e5,,,m9a,o1,u1,student,,2024-09-01,
    """,
    "categories": """
    sourcedId,status,dateLastModified,title
    k1,,,Четвертная
    k2,,,Домашняя работа
    k3,,,Годовая
    """,
    "lineItems": """
    sourcedId,status,dateLastModified,title,description,assignDate,dueDate,classSourcedId,categorySourcedId,gradingPeriodSourcedId,resultValueMin,resultValueMax
    l1,,,I четверть,,2024-10-25,2024-10-25,m9a,k1,q1,2,5
    l2,,,I четверть,,2024-10-25,2024-10-25,r9a,k1,q1,2,5
    l3,,,Уроки,,2024-09-10,2024-09-11,m9a,k2,q1,0,100
    l4,,,Год,,2025-05-25,2025-05-25,m9a,k3,sy25,2,5
    """,
  ]

  /// The school in version 1.1.
  static var first: TestRoster {
    var roster = TestRoster(files: common)
    roster["users"] = """
      sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
      u1,,,true,o1,student,test1,{LDAP:test1},Тест,Проверкин,Образцович,112-233-445 95,one@example.org,,+7 912 000-00-01,,09,secret
      u2,,,true,o1,student,test2,,Проба,Образцова,Тестовна,,two@example.org,,,,09,
      u3,,,true,o1,student,test3,,Пример,Пробников,Примерович,,,,,,09,
      t1,,,true,o1,teacher,test4,,Учитель,Тестовый,Проверкович,,t@example.org,,,,,
      """
    roster["results"] = """
      sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment
      r1,,,l1,u1,fully graded,4.0,2024-10-25,Проверкин Тест молодец
      r2,,,l1,u2,fully graded,5,2024-10-25,
      r3,,,l2,u1,exempt,,2024-10-25,
      r4,,,l3,u1,fully graded,97,2024-09-11,
      r5,,,l4,u1,fully graded,4,2025-05-25,
      r6,,,l1,u3,not submitted,,2024-10-25,
      r7,,,l2,u2,submitted,,2024-10-25,
      """
    return roster
  }

  /// The same school in version 1.2: roles apart, and marks in words through a scale.
  static var second: TestRoster {
    var roster = TestRoster(files: common, version: "1.2")
    roster["users"] = """
      sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns
      u1,,,true,test1,,Тест,Проверкин,Образцович,,one@example.org,,,,09,,,,,,o1,
      u2,,,true,test2,,Проба,Образцова,Тестовна,,,,,,09,,,,,,o1,
      u3,,,true,test3,,Пример,Пробников,Примерович,,,,,,09,,,,,,o1,
      t1,,,true,test4,,Учитель,Тестовый,Проверкович,,,,,,,,,,,,o1,
      """
    roster["roles"] = """
      sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
      x1,,,u1,primary,student,,,o1,
      x2,,,u2,primary,student,,,o1,
      x3,,,u3,primary,student,,,o1,
      x4,,,t1,primary,teacher,,,o1,
      """
    roster["scoreScales"] = """
      sourcedId,status,dateLastModified,title,type,orgSourcedId,courseSourcedId,classSourcedId,scoreScaleValue
      s1,,,Слова,text,o1,,,"{отлично:5},{хорошо:4},{удовлетворительно:3},{неудовлетворительно:2}"
      """
    roster["lineItemScoreScales"] = """
      sourcedId,status,dateLastModified,lineItemSourcedId,scoreScaleSourcedId
      y1,,,l1,s1
      """
    roster["results"] = """
      sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,textScore,scoreDate,comment,classSourcedId,inProgress,incomplete,late,missing
      r1,,,l1,u1,fully graded,,Хорошо,2024-10-25,,m9a,,,,
      r2,,,l1,u2,fully graded,,отлично,2024-10-25,,m9a,,,,
      r3,,,l2,u1,fully graded,,осв.,2024-10-25,,r9a,,,,
      r4,,,l3,u1,fully graded,97,,2024-09-11,,m9a,,,,
      r5,,,l4,u1,fully graded,4,,2025-05-25,,m9a,,,,
      r6,,,l1,u3,fully graded,,н/а,2024-10-25,,m9a,,,,
      """
    return roster
  }

  /// What comes after ``first``: a pupil leaves and another comes, one is removed, a mark is mended, one withdrawn.
  static var changes: TestRoster {
    var roster = TestRoster(files: [:], isDelta: true)
    let at = "2025-02-05T08:00:00.000Z"
    roster["users"] = """
      sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password
      u4,active,\(at),true,o1,student,test5,,Новый,Тестов,Образцович,,,,,,09,
      u3,tobedeleted,\(at),,,,,,,,,,,,,,,
      """
    roster["enrollments"] = """
      sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate
      e2,active,\(at),h9a,o1,u2,student,,2024-09-01,2025-02-01
      e3,tobedeleted,\(at),,,,,,,
      e6,active,\(at),h9a,o1,u4,student,,2025-02-03,
      """
    roster["results"] = """
      sourcedId,status,dateLastModified,lineItemSourcedId,studentSourcedId,scoreStatus,score,scoreDate,comment
      r1,active,\(at),l1,u1,fully graded,5,2025-02-04,
      r2,tobedeleted,\(at),,,,,,
      """
    return roster
  }
}

/// An installation that takes OneRoster archives, and a look at what they became.
struct RosterSite {
  let site: TestSite
  let queue: Queue
  let keyPath: String

  static func make() async throws -> RosterSite {
    let site = try await TestSite.make()
    let register = try await site.load([TestBundle.register(schools: ["S1", "S2"])])
    #expect(register.map(\.state) == [.done])
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("roster-\(UUID().uuidString).key").path
    return RosterSite(
      site: site, queue: Queue(pool: site.worker, rosterKey: RosterKeyFile(path: path)),
      keyPath: path)
  }

  func load(
    _ roster: TestRoster, asOf: String, school: String? = nil, year: Int? = 2025
  ) async throws -> Queue.Fate {
    try await load(try roster.zip(), asOf: asOf, school: school, year: year)
  }

  func load(
    _ bytes: [UInt8], asOf: String, school: String? = "S1", year: Int? = 2025
  ) async throws -> Queue.Fate {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("roster-\(UUID().uuidString).zip")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let entry = try await queue.store(
      url.path,
      origin: BundleOrigin(
        fileName: "roster.zip", schoolCode: school ?? "S1", academicYear: year, asOf: asOf))
    _ = try await site.loader.loadAll { _ in }
    return try await queue.fate(of: entry.id)
  }

  /// The rows of each table of the school, with the pupils' keys as `names` says them.
  func rows(_ names: [String: String]) async throws -> [String] {
    struct Line: Decodable { let line: String }
    let lines = try await site.worker.transaction { db in
      try db.all(
        """
        select 'period ' || concat_ws(' ', period_code, period_kind, starts_on, ends_on) as line
        from core.period
        union all
        select 'class ' || concat_ws(' ', class_code, grade) from core.class
        union all
        select 'student ' || student_key from core.student
        union all
        select 'enrolment ' || concat_ws(
            ' ', student_key, class_code, entered_on, coalesce(left_on::text, '-')
        )
        from core.enrolment
        union all
        select 'mark ' || concat_ws(
            ' ', student_key, subject_code, period_code, mark_kind, coalesce(mark::text, mark_code)
        )
        from core.period_mark
        """, as: Line.self
      ).map(\.line)
    }
    return lines.map { line in
      names.reduce(line) { $0.replacing($1.value, with: $1.key) }
    }.sorted()
  }

  /// The pupils' keys as another program derives them from the key file.
  func keys(_ identifiers: [String], school: String = "S1") throws -> [String: String] {
    let program = """
      import base64, hashlib, hmac, sys
      key = open(sys.argv[1], "rb").read()
      for identifier in sys.argv[3:]:
          text = "\\x1f".join(["oneroster", sys.argv[2], "user", identifier])
          digest = hmac.new(key, text.encode(), hashlib.sha256).digest()[:16]
          print(base64.b32encode(digest).decode().lower().rstrip("="))
      """
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program, keyPath, school] + identifiers
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let lines = output.split(separator: "\n").map(String.init)
    try #require(lines.count == identifiers.count)
    return Dictionary(uniqueKeysWithValues: zip(identifiers, lines))
  }

  func close() async {
    try? FileManager.default.removeItem(atPath: keyPath)
    await site.close()
  }
}
