import Foundation
import Pipeline
import Postgres
import SQLFiles
import Schools
import Testing
import Yams

/// Each indicator's file has an example worked by hand beside it; here the database works it too.
@Suite(.serialized) struct IndicatorExampleTests {
  struct Example: Decodable {
    let about: String
    let given: [String: [[String: Scalar]]]
    let expect: [[String: Scalar]]
  }

  /// A YAML scalar as the text PostgreSQL reads.
  enum Scalar: Decodable, Hashable {
    case text(String)
    case null

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      self = container.decodeNil() ? .null : .text(try container.decode(String.self))
    }

    var text: String? {
      if case .text(let text) = self { return text }
      return nil
    }
  }

  @Test func `every indicator has an example, and gives it`() async throws {
    let site = try await TestSite.make()
    let catalog = try Catalog(CatalogFile.program(ProgramFiles()))
    #expect(catalog.definitions.count >= 15)
    let folder = try ProgramFiles().sql().appendingPathComponent("derived/indicator")
    for definition in catalog.definitions {
      let file = folder.appendingPathComponent("\(definition.indicator.code).example.yaml")
      guard let text = try? String(contentsOf: file, encoding: .utf8) else {
        Issue.record("\(definition.indicator.code) has no example")
        continue
      }
      let example = try YAMLDecoder().decode(Example.self, from: text)
      let (found, expected) = try await site.worker.session { db in
        try Self.work(example, view: definition.view, on: db)
      }
      #expect(found == expected, "\(definition.indicator.code): \(example.about)")
    }
    await site.close()
  }

  @Test func `the seven criteria and the five kinds are all served`() throws {
    let indicators = try Catalog(CatalogFile.program(ProgramFiles())).definitions.map(\.indicator)
    #expect(Set(indicators.map(\.criterion)).isSuperset(of: 1...7))
    #expect(Set(indicators.map(\.kind)).count == 5)
  }

  /// The rows the view gives for the example and those it should give, as sorted text.
  private static func work(_ example: Example, view: String, on db: Database) throws -> (
    [String], [String]
  ) {
    try db.execute("begin")
    defer { _ = try? db.execute("rollback") }
    try db.execute(
      """
      insert into core.territory (oktmo, level, parent_id, name_ru, name_en)
      values ('99', 'region', null, 'Край', 'Region')
      """)
    try db.execute(
      """
      insert into core.territory (oktmo, level, parent_id, name_ru, name_en)
      select '99601000', 'municipality', territory_id, 'Округ', 'District'
      from core.territory where oktmo = '99'
      """)
    for school in ["A", "B"] {
      try db.execute(
        """
        insert into core.school (school_code, municipality_id, name_ru, name_en)
        select \(school), territory_id, \(school), \(school)
        from core.territory where oktmo = '99601000'
        """)
    }
    for table in ["exam_scale", "external_aggregate"] {
      for (number, row) in (example.given[table] ?? []).enumerated() {
        try insertShared(row, number: number + 1, into: table, db)
      }
    }
    for table in RecordTables.inOrder {
      for (number, row) in (example.given[table] ?? []).enumerated() {
        try insert(row, number: number + 1, into: table, db)
      }
    }
    let columns = [
      "numerator", "denominator", "sum_squares", "base_numerator", "base_denominator",
    ]
    let asked = columns.filter { column in example.expect.contains { $0[column] != nil } }
    struct Found: Decodable { let line: String }
    let parts = asked.map { "coalesce(trim_scale(\($0))::text, 'null')" }
    let found = try db.all(
      SQL(
        raw: """
          select school.school_code || ' ' || academic_year || ' ' || cut
              || \(parts.map { "' ' || \($0)" }.joined(separator: " || ")) as line
          from indicator.\(view) inner join core.school using (school_id)
          """), as: Found.self
    ).map(\.line).sorted()
    let expected = try example.expect.map { row in
      let numbers = try asked.map { column in
        guard let text = row[column]?.text else { return "null" }
        return try db.value("select trim_scale(\(text)::numeric)::text", as: String.self)
      }
      let head = [
        row["school"]?.text ?? "A", row["academic_year"]?.text ?? "2025", row["cut"]?.text ?? "all",
      ]
      return (head + numbers).joined(separator: " ")
    }.sorted()
    return (found, expected)
  }

  /// A row of what all schools share.
  private static func insertShared(
    _ row: [String: Scalar], number: Int, into table: String, _ db: Database
  ) throws {
    var values = row.compactMapValues(\.text)
    if values["academic_year"] == nil { values["academic_year"] = "2025" }
    if table == "external_aggregate" {
      values["bundle_id"] = "1"
      values["row_number"] = String(number)
    }
    let columns = values.keys.sorted().joined(separator: ", ")
    let object = String(decoding: try JSONEncoder().encode(values), as: UTF8.self)
    try db.execute(
      """
      insert into core.\(raw: table) (\(raw: columns))
      select \(raw: columns) from jsonb_populate_record(null::core.\(raw: table), \(json: object)::jsonb)
      """)
  }

  private static func insert(
    _ row: [String: Scalar], number: Int, into table: String, _ db: Database
  ) throws {
    var values = row.filter { $0.key != "school" }
    values["academic_year"] = row["academic_year"] ?? .text("2025")
    let columns = values.keys.sorted()
    var statement = SQL(
      raw: """
        insert into core.\(table) (school_id, bundle_id, row_number, \(columns.joined(separator: ", ")))
        select school_id, 1, \(number)
        """)
    for column in columns {
      let type = try db.value(
        """
        select format_type(atttypid, atttypmod) from pg_attribute
        where attrelid = \("core." + table)::regclass and attname = \(column)
        """, as: String.self)
      statement =
        statement + SQL(raw: ", ") + "\(values[column]?.text)::text" + SQL(raw: "::\(type)")
    }
    statement =
      statement + " from core.school where school_code = \(row["school"]?.text ?? "A")"
    try db.execute(statement)
  }
}
