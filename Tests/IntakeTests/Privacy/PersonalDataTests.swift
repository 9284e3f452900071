import Foundation
import Schools
import Testing

@testable import Intake

/// The detector against a labelled corpus: what must be found, and what must not.
@Suite struct PersonalDataTests {
  /// Texts of one kind under one column.
  struct Sample {
    let kind: PersonalData
    let table: String
    let column: String
    let cells: [String]
  }

  /// What is found when each cell stands alone in its column.
  static func found(_ cells: [String], _ table: String, _ column: String) throws -> [PersonalData] {
    let record = try #require(RecordTable.named(table))
    let bundle = BundleDescriptor(
      kind: RecordTable.registers.contains(record) ? .register : .school, name: "b",
      created: "2025-06-21", schoolCode: "S1", academicYear: 2025, asOf: "2025-06-21")
    let csv =
      "\(column)\n"
      + cells.map { "\"\($0.replacing("\"", with: "\"\""))\"\n" }.joined()
    let source = ByteSource(Array(csv.utf8))
    var offset = 0
    let scanner = RecordScanner(
      delimiter: UInt8(ascii: ","), columns: 100, chunk: 1 << 16, limit: 1 << 16
    ) { buffer in
      let count = try source.read(at: offset, into: buffer)
      offset += count
      return count
    }
    var problems = ProblemList(limitPerCode: 100_000)
    _ = try TableReader(record, in: "f.csv", of: bundle, limits: BundleLimits())
      .read(scanner, &problems) { _ in }
    return problems.problems.filter { $0.code == PersonalData.code }
      .compactMap { $0.arguments["kind"].flatMap(PersonalData.init(rawValue:)) }
  }

  static let positives: [Sample] = {
    let names = InventedPeople.all.flatMap(InventedPeople.forms)
    let snils = InventedPeople.snils.map { digits -> [String] in
      let (a, b, c, d) = (
        InventedPeople.text(digits[0..<3]), InventedPeople.text(digits[3..<6]),
        InventedPeople.text(digits[6..<9]), InventedPeople.text(digits[9..<11])
      )
      return [
        "\(a)-\(b)-\(c) \(d)", "\(a)-\(b)-\(c)-\(d)", "\(a) \(b) \(c) \(d)",
        "\(a)–\(b)–\(c)\u{A0}\(d)",
        "СНИЛС \(a)\(b)\(c)\(d)", "\(a)\(b)\(c)\(d)", "№ \(a)-\(b)-\(c) \(d) от школы",
      ]
    }.flatMap(\.self)
    let passports = (1...6).flatMap { index in
      [
        "00 0\(index) 00000\(index)", "000\(index) 00000\(index)", "000\(index) № 00000\(index)",
        "серия 000\(index) номер 00000\(index)", "паспорт 000\(index)00000\(index)",
        "Паспорт: 00 0\(index) № 00000\(index)",
      ]
    }
    let certificates = (1...5).flatMap { index in
      [
        "IV-МЮ № 00000\(index)", "II-ВИ 00000\(index)", "V-МЮ №00000\(index)",
        "III МЮ N 00000\(index)",
        "свидетельство I–АБ № 00000\(index)",
      ]
    }
    let phones = (0...4).flatMap { index in
      [
        "+7 (900) 000-00-0\(index)", "8 900 000 00 0\(index)", "8(900)000-00-0\(index)",
        "+7900000000\(index)", "8900000000\(index)", "8-900-000-00-0\(index)",
        "+7 900 000-00-0\(index)",
        "8 (34500) 0-00-0\(index)", "тел. 00-00-0\(index)", "(900) 000-00-0\(index)",
        "900-000-00-0\(index)",
        "моб. 900000000\(index)", "звонить 8900000000\(index)",
      ]
    }
    let emails = (0...4).flatMap { index in
      [
        "p\(index)@example.org", "nobody.\(index)@mail.example.ru", "никто@пример\(index).рф",
        "писать на a_b\(index)@example.com",
      ]
    }
    let inns = InventedPeople.inns.flatMap { ["ИНН \($0)", $0] }
    let births = [
      "дата рождения 15.04.2012", "15.04.2012 г.р.", "д.р. 15.04.2012", "рожд. 2012-04-15",
      "15.04.2012", "2012-04-15", "15/04/2012",
    ]
    let addresses = ["ул. Садовая, д. 5, кв. 12", "улица Лесная, дом 1, кв. 3"]
    let keyBirths = [
      "15.04.2012", "2012-04-15", "15.04.2012-07", "у15.04.2012", "15042012", "20120415",
    ]
    return [
      Sample(kind: .name, table: "student", column: "прочее", cells: names),
      Sample(kind: .name, table: "class", column: "profile", cells: names),
      Sample(
        kind: .name, table: "student", column: "student_key",
        cells: names
          + InventedPeople.all.flatMap(InventedPeople.keyForms).filter { !$0.contains("15.04") }),
      Sample(kind: .snils, table: "student", column: "код", cells: snils),
      Sample(kind: .snils, table: "student", column: "student_key", cells: snils),
      Sample(kind: .passport, table: "student", column: "документ", cells: passports),
      Sample(kind: .birthCertificate, table: "student", column: "документ", cells: certificates),
      Sample(kind: .phone, table: "class", column: "letter", cells: phones),
      Sample(kind: .email, table: "indicator_return", column: "source", cells: emails),
      Sample(kind: .inn, table: "staff", column: "код", cells: inns),
      Sample(kind: .birthDate, table: "student", column: "дата", cells: births),
      Sample(kind: .birthDate, table: "enrolment", column: "student_key", cells: keyBirths),
      Sample(kind: .address, table: "student", column: "прочее", cells: addresses),
      // Fields that name events: a person is found, a dedication is none.
      Sample(
        kind: .name, table: "event_participation", column: "event_code",
        cells: InventedPeople.all.flatMap { person in
          InventedPeople.forms(person).filter { !$0.hasPrefix("\(person.latin.given)") }
        }),
    ]
  }()

  @Test func `every listed form is found`() throws {
    var total = 0
    var missed: [String] = []
    for sample in Self.positives {
      for cell in sample.cells {
        total += 1
        let found = try Self.found([cell], sample.table, sample.column)
        if !found.contains(sample.kind) && found.isEmpty {
          missed.append("\(sample.kind) in \(sample.table).\(sample.column): \(cell)")
        }
      }
    }
    print("personal data: \(total - missed.count) of \(total) positives found")
    #expect(total >= 300)
    #expect(missed.isEmpty, "\(missed.joined(separator: "\n"))")
  }

  @Test func `each number is called by its kind`() throws {
    for sample in Self.positives where sample.kind != .name {
      for cell in sample.cells {
        let found = try Self.found([cell], sample.table, sample.column)
        #expect(found.contains(sample.kind), "\(sample.kind): \(cell) is \(found)")
      }
    }
  }

  @Test func `what is no person's is left alone`() throws {
    var total = 0
    var wrong: [String] = []
    for (table, column, cells) in Negatives.all {
      total += cells.count
      for cell in cells {
        let found = try Self.found([cell], table, column)
        if !found.isEmpty { wrong.append("\(table).\(column): \(cell) is \(found)") }
      }
      // And together, as a column.
      let found = try Self.found(cells, table, column)
      if !found.isEmpty { wrong.append("\(table).\(column) as a whole is \(found)") }
    }
    print("personal data: \(wrong.count) false alarms among \(total) negatives")
    #expect(total >= 500)
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  @Test func `a column of codes is not taken for insurance numbers, a column of those is`() throws {
    let codes = (0..<500).map { "4500\(1_000_000 + $0 * 37)" }
    #expect(try Self.found(codes, "student", "student_key").isEmpty)
    let mixed = codes.prefix(90) + InventedPeople.snils.map(InventedPeople.text)
    #expect(try Self.found(Array(mixed), "student", "student_key") == [.snils])
  }

  @Test func `codes that begin like telephones share a beginning, telephones do not`() throws {
    let codes = (0..<50).map { "89010000\(100 + $0)" }
    #expect(try Self.found(codes, "student", "student_key").isEmpty)
    let phones = (0..<50).map { "89\(10 + $0)0000\(100 + $0)" }
    #expect(try Self.found(phones, "student", "student_key") == [.phone])
  }

  @Test func `columns of single names and of births are found by the whole`() throws {
    let given = ["Мария", "Иван", "Ксения", "Тимур", "Алсу", "Пётр", "—"]
    #expect(try Self.found(given, "student", "графа 2").contains(.name))
    let surnames = [
      "Ветролугова", "Снегодольев", "Ягодотропина", "Росодолина", "Туманохолмин", "Медолугов",
    ]
    #expect(try Self.found(surnames, "student", "графа 1").contains(.name))
    let births = (1...20).map { "\(10 + $0 % 18).0\(1 + $0 % 6).2012" }
    #expect(try Self.found(births, "student", "графа 3") == [.birthDate])
    let entries = (1...20).map { "01.09.20\(10 + $0 % 10)" }
    #expect(try Self.found(entries, "student", "графа 4").isEmpty)
  }

  @Test func `a school named after a person is no person, by its field`() throws {
    let names = [
      "Школа имени Ивана Светозаровича Снегодольева", "Лицей № 4 им. И. С. Снегодольева",
      "МБОУ «СОШ № 1 им. Героя Труда Ветролуговой Марии Радомировны»",
    ]
    #expect(try Self.found(names, "school", "name_ru").isEmpty)
    #expect(try Self.found(names, "event_participation", "event_code").isEmpty)
    #expect(try Self.found(names, "class", "profile").count == 3)
    // A dedication excuses the name that it is to, not whoever stands in the same cell.
    let both = "Кубок школы: первое место в первой лиге у ученицы Ветролуговой Марии Радомировны"
    #expect(try Self.found([both], "event_participation", "event_code") == [.name])
  }

  @Test func `every exempt field is in the profile`() {
    let fields = Set(
      (RecordTable.all + RecordTable.registers).flatMap { table in
        table.fields.map { "\(table.name).\($0.name)" }
      })
    let exempt = PersonalDataRule.institutions.union(PersonalDataRule.registerCodes)
      .union(PersonalDataRule.titles)
    #expect(exempt.subtracting(fields).isEmpty)
  }

  @Test func `a canonical pseudonym is clear whatever it spells`() {
    for key in ["abcdefghijklmnopqrstuvovna", "23456723456723456723456723"] {
      var text = key
      #expect(text.withUTF8 { PersonalDataSieve.isClear(UnsafeRawBufferPointer($0), isKey: true) })
    }
  }
}
