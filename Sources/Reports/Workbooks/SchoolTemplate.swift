package import Postgres
package import Schools

/// A workbook for a school to fill: a sheet a table, lists of codes, and what the workbook says of itself.
///
/// With a school it holds the records in force, and uploading it unchanged changes nothing.
package struct SchoolTemplate: Sendable {
  package let description: WorkbookDescription
  package let tables: [RecordTable]
  private let lists: CodeLists

  /// A template without records, which needs no database.
  ///
  /// - Parameters:
  ///   - names: the tables wanted; empty is all.
  ///   - created: seconds since 1970.
  package static func empty(
    tables names: [String] = [], subjects: [Subject] = Subject.all,
    indicators: [(code: String, title: String)], created: Int, generator: String
  ) throws -> SchoolTemplate {
    let tables = try chosen(names) ?? RecordTable.all
    return SchoolTemplate(
      description: WorkbookDescription(
        asOf: WorkbookDescription.day(created), created: created, generator: generator),
      tables: tables,
      lists: CodeLists(for: tables, subjects: subjects, indicators: indicators))
  }

  /// Writes a template without records at `path`.
  package func write(at path: String) throws {
    try write(at: path) { _, _ in }
  }

  /// Writes the template of a school at `path`, with its records of a year.
  ///
  /// - Parameters:
  ///   - names: the tables wanted; empty is those the school has submitted, or all when it has none.
  ///   - created: seconds since 1970; later than the bundles the records come from, whatever is said here.
  /// - Throws: ``ReportError/notFound(_:)`` when there is no such school, or none that the caller may see.
  package static func write(
    _ db: Database, school: String, year: Int, tables names: [String] = [], created: Int,
    generator: String, at path: String
  ) throws {
    let records = try SchoolRecords(db, school: school, year: year)
    let source = try records.source(db)
    let submitted = RecordTable.all.filter { source.tables.contains($0.name) }
    let tables = try chosen(names) ?? (submitted.isEmpty ? RecordTable.all : submitted)
    // Of two bundles for one day the later made is in force: this one is, when it comes back.
    let created = max(created, (source.created ?? 0) + 1)
    let template = SchoolTemplate(
      description: WorkbookDescription(
        schoolCode: school, academicYear: year,
        asOf: source.asOf ?? WorkbookDescription.day(created), created: created,
        generator: generator, isSynthetic: source.isSynthetic),
      tables: tables,
      lists: CodeLists(
        for: tables, subjects: try subjects(db), indicators: try indicators(db)))
    try template.write(at: path) { table, body in
      try records.forEachRow(db, of: table, body)
    }
  }

  private func write(
    at path: String, rows: (RecordTable, ([String?]) throws -> Void) throws -> Void
  ) throws {
    let title = ["СОКО", description.schoolCode, description.academicYear.map(String.init)]
    let workbook = try Workbook(
      at: path, created: description.created,
      title: title.compactMap(\.self).joined(separator: " · "))
    try description.write(to: workbook)
    for table in tables {
      var sheet = try TableSheet(table, lists: lists, in: workbook)
      try rows(table) { try sheet.write($0) }
    }
    try lists.write(to: workbook)
    try workbook.close()
  }

  /// The tables called `names` in the order of the profile; nil when none is named.
  private static func chosen(_ names: [String]) throws -> [RecordTable]? {
    guard !names.isEmpty else { return nil }
    guard names.allSatisfy({ name in RecordTable.all.contains { $0.name == name } }) else {
      throw ReportError.invalidValue(parameter: "table")
    }
    return RecordTable.all.filter { names.contains($0.name) }
  }

  /// What a template of a database lists: every subject it has.
  package static func subjects(_ db: Database) throws -> [Subject] {
    struct Row: Decodable {
      let subject: String
      let nameRu: String
    }
    return try db.all(
      """
      select subject, name_ru from report_v1.subject order by subject collate "C"
      """, as: Row.self
    ).map { Subject($0.subject, $0.nameRu) }
  }

  /// The indicators in force.
  package static func indicators(_ db: Database) throws -> [(code: String, title: String)] {
    struct Row: Decodable {
      let indicator: String
      let titleRu: String
    }
    return try db.all(
      """
      select indicator, title_ru from report_v1.indicator where is_current
      order by indicator collate "C"
      """, as: Row.self
    ).map { (code: $0.indicator, title: $0.titleRu) }
  }
}
