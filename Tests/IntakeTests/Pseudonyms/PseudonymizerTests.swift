import Foundation
import Schools
import Testing

@testable import Intake

/// The school's own tool: identifiers in, pseudonyms out, names nowhere.
@Suite struct PseudonymizerTests {
  private static let key = SchoolKey(Array(0..<32))

  /// Computed with Python: `k = bytes(range(32))`, then
  /// `base64.b32encode(hmac.new(k, t.encode(), hashlib.sha256).digest()[:16]).decode().lower().rstrip("=")`
  /// of `12345`, of `иванова мария петровна\x1f2012-04-15`, and of `staff\x1f12345`; the first also with
  /// `openssl dgst -sha256 -mac HMAC`. The fingerprint is five bytes of the hash of `soko:keyFingerprint`.
  @Test func `pseudonyms are those that Python computes`() throws {
    func pseudonym(_ parts: [String], _ subject: SchoolKey.Subject) throws -> String {
      let identifier = try #require(LocalIdentifier(parts))
      return String(
        decoding: SchoolKey.pseudonym(Self.key.hash(identifier, subject)), as: UTF8.self)
    }
    #expect(try pseudonym(["12345"], .student) == "g3rjkf2mffd7xos76ljibnrvuq")
    #expect(
      try pseudonym(["Иванова Мария Петровна", "15.04.2012"], .student)
        == "iqz2aqte5d5hcw6vidwtvjptp4")
    #expect(try pseudonym(["12345"], .staff) == "hm3nbkwkp4pajgjlvcmodr7xbq")
    #expect(Self.key.fingerprint == "lhawzoas")
  }

  @Test func `an identifier has one form however it is typed`() {
    let forms = [
      ["Семёнова  Мария", "15.04.2012"], [" СЕМЕНОВА\u{A0}мария ", "2012-04-15"],
      ["Семе\u{308}нова Мария", "15/4/2012"],
    ].map { LocalIdentifier($0) }
    #expect(Set(forms).count == 1 && forms[0] != nil)
    #expect(LocalIdentifier(["a", "bc"]) != LocalIdentifier(["ab", "c"]))
    #expect(LocalIdentifier(["12", " "]) == nil)
    // No such day: it stays as it was written.
    #expect(LocalIdentifier(["31.02.2012"])?.text == "31.02.2012")
  }

  @Test
  func `two identifiers of one pseudonym are told apart, and so are two people of one identifier`()
  {
    var book = PseudonymBook()
    let (head, one, two) = (
      [UInt8](repeating: 7, count: 16), [UInt8](repeating: 1, count: 16),
      [UInt8](repeating: 2, count: 16)
    )
    #expect(book.note(head + one, definingRow: nil) == nil)
    #expect(book.note(head + one, definingRow: 2) == nil)
    #expect(book.note(head + one, definingRow: nil) == nil)
    #expect(book.note(head + two, definingRow: nil) == .shared)
    #expect(book.note(head + one, definingRow: 5) == .repeated(row: 2))
  }

  // MARK: Files

  /// A folder with these files, for the time of `body`.
  private func withFolder<R>(_ files: [String: String], _ body: (String) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("soko-pseudonyms-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("in"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try Data(text.utf8).write(to: folder.appendingPathComponent("in/\(name)"))
    }
    return try body(folder.path)
  }

  private static let origin = Pseudonymizer.Origin(
    schoolCode: "S1", academicYear: 2025, asOf: "2025-06-21")

  private static let export = [
    "student.csv":
      "ФИО;Дата рождения;entry_year;sex;Адрес\r\nВетролугова Мария Радомировна;15.04.2012;2019;f;ул. Садовая\r\n\r\nСнегодольев Пётр Яромирович;03.11.2011;2018;m;\r\n",
    "class.csv": "Класс;grade\r\n9А;9\r\n",
    "enrolment.csv":
      "Класс;ФИО;Дата рождения;entered_on;Телефон\r\n9А;СНЕГОДОЛЬЕВ ПЕТР ЯРОМИРОВИЧ;2011-11-03;2024-09-01;+7 900 000-00-00\r\n",
    "Список 9А.txt": "Ветролугова Мария",
  ]
  private static let map = ColumnMap([
    "student_key=ФИО+Дата рождения", "class_code=Класс",
  ])!

  private func rows(_ path: String, _ table: String) throws -> [[String]] {
    var problems = ProblemList()
    let reader = try #require(try BundleReader.open(path, problems: &problems))
    let resource = try #require(reader.resources.first { $0.table.name == table })
    var rows: [[String]] = []
    _ = try reader.read(resource, problems: &problems) { row in
      rows.append(
        (0..<row.count).map { index in
          switch row[index] {
          case .text(let bytes): String(decoding: bytes, as: UTF8.self)
          case .integer(let value): "\(value)"
          case .null: ""
          default: "…"
          }
        })
    }
    return rows
  }

  @Test func `a folder of files with names becomes a sound bundle without them`() throws {
    try withFolder(Self.export) { folder in
      let out = folder + "/out.zip"
      let outcome = try Pseudonymizer(key: Self.key, map: Self.map).write(
        folder + "/in", to: out, origin: Self.origin)
      #expect(outcome.isWritten && outcome.problems.isEmpty, "\(outcome.problems.problems)")
      let students = try rows(out, "student")
      #expect(students.map { $0[1...] } == [["2019", "f"], ["2018", "m"]])
      #expect(students.allSatisfy { $0[0].count == 26 })
      // The same pupil has the same pseudonym in the other table, however typed there.
      #expect(try rows(out, "enrolment").map { $0[0] } == [students[1][0]])
      #expect(outcome.tables.map(\.dropped) == [[], ["Адрес"], ["Телефон"]])
      #expect(outcome.others == ["[скрыто].txt"] || outcome.others == ["Список 9А.txt"])
      let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      #expect(left == ["in", "out.zip"])
      let bytes = try Data(contentsOf: URL(fileURLWithPath: out))
      #expect(bytes.range(of: Data("Ветролугова".utf8)) == nil)
      #expect(BundleReader.peek(out)?.keyFingerprint == Self.key.fingerprint)
    }
  }

  @Test func `the same files and key give the same bytes`() throws {
    try withFolder(Self.export) { folder in
      let tool = Pseudonymizer(key: Self.key, map: Self.map)
      _ = try tool.write(folder + "/in", to: folder + "/a.zip", origin: Self.origin)
      _ = try tool.write(folder + "/in", to: folder + "/b.zip", origin: Self.origin)
      let a = try Data(contentsOf: URL(fileURLWithPath: folder + "/a.zip"))
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/b.zip")) == a)
      _ = try Pseudonymizer(key: SchoolKey(Array(1...32)), map: Self.map).write(
        folder + "/in", to: folder + "/c.zip", origin: Self.origin)
      #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/c.zip")) != a)
    }
  }

  @Test func `a bundle of local numbers keeps its descriptor and rows`() throws {
    try withFolder([:]) { folder in
      var writer = BundleWriter(
        descriptor: BundleDescriptor(
          kind: .school, name: "s1", created: "2025-06-21", schoolCode: "S1", academicYear: 2025,
          mode: .amend, asOf: "2025-06-20"))
      writer.add(
        table: "student", csv: Array("student_key,entry_year,_deleted\n17,2019,\n18,,1\n".utf8))
      writer.add(
        table: "staff_subject",
        csv: Array("staff_key,subject_code,hours_week,is_qualified\n17,mat,\"4,5\",1\n".utf8))
      try Data(try writer.zip()).write(to: URL(fileURLWithPath: folder + "/in.zip"))
      let outcome = try Pseudonymizer(key: Self.key).write(
        folder + "/in.zip", to: folder + "/out.zip", origin: .init())
      #expect(outcome.isWritten, "\(outcome.problems.problems)")
      let descriptor = try #require(BundleReader.peek(folder + "/out.zip"))
      #expect(descriptor.mode == .amend && descriptor.asOf == "2025-06-20")
      let (pupils, staff) = (
        try rows(folder + "/out.zip", "student"), try rows(folder + "/out.zip", "staff_subject")
      )
      #expect(pupils.count == 2 && staff.count == 1)
      #expect(pupils[0][0] != staff[0][0])
    }
  }

  @Test func `a person in a column that stays keeps the bundle from being written, unnamed`() throws
  {
    var files = Self.export
    files["class.csv"] = "Класс;grade;profile\r\n9А;9;Ветролугова М. Р.\r\n"
    try withFolder(files) { folder in
      let outcome = try Pseudonymizer(key: Self.key, map: Self.map).write(
        folder + "/in", to: folder + "/out.zip", origin: Self.origin)
      #expect(!outcome.isWritten)
      let problem = try #require(outcome.problems.problems.first)
      #expect(problem.line == "intake.personal_data class.csv 2 profile")
      #expect(!"\(outcome)".contains("Ветролуг"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["in"])
    }
  }

  @Test func `a file in another encoding gives the same pseudonyms`() throws {
    func keys(_ encoding: TextEncoding) throws -> [[String]] {
      try withFolder(Self.export) { folder in
        for (name, text) in Self.export {
          let bytes = EncodedText.bytes(text, encoding, mark: encoding != .utf8)
          try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/in/\(name)"))
        }
        let out = folder + "/out.zip"
        let outcome = try Pseudonymizer(key: Self.key, map: Self.map).write(
          folder + "/in", to: out, origin: Self.origin)
        #expect(outcome.isWritten && outcome.problems.isEmpty, "\(outcome.problems.problems)")
        return try rows(out, "enrolment") + rows(out, "student")
      }
    }
    let expected = try keys(.utf8)
    #expect(expected.count == 3)
    #expect(try keys(.windows1251) == expected)
    #expect(try keys(.utf16LittleEndian) == expected)
  }

  @Test func `how cells are declared to be written is declared of the new file too`() throws {
    let descriptor = """
      {"name": "s1", "created": "2025-06-21", "soko:schemaVersion": 1, "soko:kind": "school",
      "soko:schoolCode": "S1", "soko:academicYear": 2025, "soko:mode": "full", "soko:asOf": "2025-06-21",
      "resources": [{"name": "staff", "path": "staff.csv", "schema": {"missingValues": ["", "нет"],
      "fields": [{"name": "Ставка", "decimalChar": ",", "groupChar": "."}]}}]}
      """
    let files = [
      "datapackage.json": descriptor,
      "staff.csv":
        "staff_key;is_teacher;is_pedagogical;employment;category;Ставка\nw1;1;1;main;none;0.001\nw2;1;1;main;none;нет\n",
    ]
    try withFolder(files) { folder in
      let out = folder + "/out.zip"
      let outcome = try Pseudonymizer(key: Self.key, map: ColumnMap(["fte=Ставка"])!).write(
        folder + "/in", to: out, origin: Self.origin)
      // With the point between thousands it is no number; read without the declaration it would be one.
      #expect(outcome.problems.problems.map(\.line) == ["intake.value_malformed staff.csv 2 fte"])
    }
  }

  @Test func `two pupils of one identifier, a missing identifier and a missing column are told`()
    throws
  {
    let files = [
      "student.csv": "№;entry_year\n5;2019\n6;2019\n 5 ;2018\n;2018\n",
      "enrolment.csv": "entered_on\n",
    ]
    try withFolder(files) { folder in
      let outcome = try Pseudonymizer(key: Self.key, map: ColumnMap(["student_key=№"])!).write(
        folder + "/in", to: folder + "/out.zip", origin: Self.origin)
      #expect(
        outcome.problems.problems.map(\.line) == [
          "intake.identifier_repeated student.csv 4 student_key",
          "intake.value_missing student.csv 5 student_key",
          "intake.column_missing enrolment.csv 1 student_key",
          "intake.column_missing enrolment.csv 1 class_code",
        ])
      #expect(!outcome.isWritten)
    }
  }

  @Test func `a key is made once, for its owner, and never written over`() throws {
    try withFolder([:]) { folder in
      let path = folder + "/school.key"
      let key = try SchoolKey.create(path: path)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == 32)
      #expect(!SchoolKey.isOpenToOthers(path: path))
      #expect(try SchoolKey(path: path).fingerprint == key.fingerprint)
      #expect(throws: IntakeError.fileExists(path: path)) { try SchoolKey.create(path: path) }
      try Data("short".utf8).write(to: URL(fileURLWithPath: folder + "/other"))
      #expect(throws: IntakeError.keyMalformed(path: folder + "/other")) {
        try SchoolKey(path: folder + "/other")
      }
    }
  }

  @Test(arguments: ["student_key", "=x", "class_code=a+b", "student_key=a+"])
  func `a mapping that says nothing is refused`(_ text: String) {
    #expect(ColumnMap([text]) == nil)
  }
}
