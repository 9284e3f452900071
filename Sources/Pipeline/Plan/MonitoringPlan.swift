internal import Foundation
internal import Intake
package import Postgres
package import Schools

/// A plan of monitoring (clauses 4.8–4.10) as a file has it: what is looked at, how often, who answers for it, until when.
///
/// A row is one deadline: an item that comes back has as many rows, under one code.
package struct MonitoringPlan: Sendable {
  /// A row.
  package struct Item: Sendable, Hashable {
    package let municipality: String
    /// Nil is every school of the municipality.
    package let school: String?
    package let code: String
    package let year: Int
    package let object: String
    package let indicators: [String]
    package let tables: [String]
    package let periodicity: String
    package let form: String
    /// A post, never a name.
    package let responsible: String
    package let opens: String
    package let due: String
    package let note: String?
  }

  package let items: [Item]
  /// The rows of the items in their file.
  private let lines: [Int32]
  private let path: String

  /// Why a plan is not loaded: everything that is wrong in it.
  package struct Refusal: Error, Sendable {
    package let problems: [Problem]
  }

  package static let header = [
    "municipality", "school", "code", "year", "object", "indicators", "tables", "periodicity",
    "form", "responsible", "opens", "due", "note",
  ]
  static let periodicities = ["once", "month", "quarter", "half_year", "year"]
  static let forms = ["continuous", "periodic"]

  /// Reads a CSV file with the columns of ``header``; lists in a cell are parted by semicolons.
  ///
  /// - Throws: ``Refusal`` with every defect of its rows, `TableRefused` when it is no such table.
  package static func read(path: String) throws -> MonitoringPlan {
    let table = try PlainTable.read(path: path, texts: header, numbers: [])
    var problems: [Problem] = []
    var items: [Item] = []
    var seen: Set<[String]> = []
    for row in 0..<table.rows {
      var cells = PlanRow(path: path, line: table.lines[row]) { column in
        header.firstIndex(of: column).flatMap { table.texts[$0][row] }
      }
      let item = cells.item()
      let key = [item.municipality, item.school ?? "", "\(item.year)", item.code, item.due]
      if !seen.insert(key).inserted { cells.fault("plan.item_twice", "code") }
      problems += cells.problems
      items.append(item)
    }
    guard problems.isEmpty else { throw Refusal(problems: problems) }
    return MonitoringPlan(items: items, lines: table.lines, path: path)
  }

  /// Replaces the plans of the municipalities and academic years that it names by itself.
  ///
  /// - Throws: ``Refusal`` when a place, an indicator or a record table is not known here.
  package func load(_ db: Database) throws {
    let problems = try unknown(db)
    guard problems.isEmpty else { throw Refusal(problems: problems) }
    for plan in Set(items.map { [$0.municipality, "\($0.year)"] }) {
      try db.execute(
        "delete from core.plan_item where oktmo = \(plan[0]) and academic_year = \(Int(plan[1]) ?? 0)"
      )
    }
    for item in items {
      try db.execute(
        """
        insert into core.plan_item (
            oktmo, school_code, item_code, academic_year, object, indicator_codes, record_tables,
            periodicity, form, responsible, opens_on, due_on, note
        ) values (
            \(item.municipality), \(item.school), \(item.code), \(item.year), \(item.object),
            \(item.indicators), \(item.tables), \(item.periodicity), \(item.form),
            \(item.responsible), \(item.opens)::date, \(item.due)::date, \(item.note)
        )
        """)
    }
  }

  private func unknown(_ db: Database) throws -> [Problem] {
    struct Name: Decodable, Hashable { let name: String }
    struct School: Decodable {
      let name: String
      let place: String
    }
    let indicators = Set(
      try db.all("select distinct code as name from result.indicator", as: Name.self).map(\.name))
    let places = Set(
      try db.all(
        "select oktmo as name from core.territory where level = 'municipality'", as: Name.self
      ).map(\.name))
    let schools = Dictionary(
      try db.all(
        """
        select school_code as name, oktmo as place from core.school
        inner join core.territory on territory_id = municipality_id
        """, as: School.self
      ).map { ($0.name, $0.place) }, uniquingKeysWith: { first, _ in first })
    let tables = Set(RecordTable.all.map(\.name))
    var problems: [Problem] = []
    for (item, line) in zip(items, lines) {
      func fault(_ code: String, _ column: String, _ name: String) {
        problems.append(
          Problem(code, at: .init(file: path, row: Int(line), column: column), ["name": name]))
      }
      if !places.contains(item.municipality) {
        fault("plan.municipality_unknown", "municipality", item.municipality)
      } else if let school = item.school, schools[school] != item.municipality {
        fault("plan.school_unknown", "school", school)
      }
      for name in item.indicators where !indicators.contains(name) {
        fault("plan.indicator_unknown", "indicators", name)
      }
      for name in item.tables where !tables.contains(name) {
        fault("plan.table_unknown", "tables", name)
      }
    }
    return problems
  }

  /// The plan in force, as a file would have it.
  package static func all(_ db: Database) throws -> [Item] {
    struct Row: Decodable {
      let oktmo: String
      let schoolCode: String?
      let itemCode: String
      let academicYear: Int
      let object: String
      let indicators: String
      let tables: String
      let periodicity: String
      let form: String
      let responsible: String
      let opens: String
      let due: String
      let note: String?
    }
    return try db.all(
      """
      select oktmo, school_code, item_code, academic_year, object,
          array_to_string(indicator_codes, ';') as indicators,
          array_to_string(record_tables, ';') as tables,
          periodicity, form, responsible, opens_on::text as opens, due_on::text as due, note
      from core.plan_item
      order by oktmo collate "C", academic_year, due_on, item_code collate "C",
          school_code collate "C" nulls first
      """, as: Row.self
    ).map { row in
      Item(
        municipality: row.oktmo, school: row.schoolCode, code: row.itemCode,
        year: row.academicYear, object: row.object, indicators: PlanRow.list(row.indicators),
        tables: PlanRow.list(row.tables), periodicity: row.periodicity, form: row.form,
        responsible: row.responsible, opens: row.opens, due: row.due, note: row.note)
    }
  }
}

extension MonitoringPlan.Item {
  /// As ``MonitoringPlan/header`` has it.
  package var cells: [String] {
    [
      municipality, school ?? "", code, "\(year)", object, indicators.joined(separator: ";"),
      tables.joined(separator: ";"), periodicity, form, responsible, opens, due, note ?? "",
    ]
  }
}
