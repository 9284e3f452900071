import Postgres
import Schools

/// The records of one school and year as they are in force.
///
/// They are read under the scope of the transaction: the operator's, or the school's own. No other may read
/// rows of persons.
struct SchoolRecords {
  let school: String
  let year: Int
  private let schoolID: Int

  /// - Throws: ``ReportError/notFound(_:)`` when there is no such school, or none that the caller may see.
  init(_ db: Database, school: String, year: Int) throws {
    struct Found: Decodable { let schoolId: Int }
    // Under another scope the policies would give none of the records, and a workbook without them, sent back,
    // would say that there are none.
    let found = try db.first(
      """
      select school_id from core.school
      where school_code = \(school) and core.scope_allows_records(school_id)
      """, as: Found.self)
    guard let found else { throw ReportError.notFound(.school) }
    self.school = school
    self.year = year
    schoolID = found.schoolId
  }

  /// What is known of the bundles that the records come from.
  struct Source: Decodable {
    /// Tables that were submitted, with rows or without.
    let tables: [String]
    /// The latest state they describe, not a moment earlier.
    let asOf: String?
    /// Seconds since 1970.
    let created: Int?
    let isSynthetic: Bool
  }

  func source(_ db: Database) throws -> Source {
    let found = try db.first(
      """
      with

      in_force as (
          select
              coalesce(jsonb_agg(distinct slice.table_name), '[]') as tables,
              date_trunc(
                  'second',
                  max(bundle.as_of_at) at time zone 'UTC' + interval '999999 microseconds'
              ) as as_of,
              extract(epoch from max(bundle.created_at))::bigint as created,
              coalesce(bool_or(bundle.is_synthetic), false) as is_synthetic
          from intake.slice
          inner join intake.bundle
              on slice.bundle_id = bundle.bundle_id
          where slice.school_id = \(schoolID) and slice.academic_year = \(year)
      )

      select
          in_force.tables,
          case
              when in_force.as_of = date_trunc('day', in_force.as_of)
                  then to_char(in_force.as_of, 'YYYY-MM-DD')
              else to_char(in_force.as_of, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
          end as as_of,
          in_force.created,
          in_force.is_synthetic or coalesce(school.is_synthetic, false) as is_synthetic
      from in_force
      left join report_v1.school
          on school.school = \(school)
      """, as: Source.self)
    return found ?? Source(tables: [], asOf: nil, created: nil, isSynthetic: false)
  }

  /// Calls `body` with the cells of each record in the order of its key.
  ///
  /// Numbers are as PostgreSQL writes them; a day is a number of days since 1970-01-01, and before 1900-03-01
  /// `YYYY-MM-DD`; a flag is `true` or `false`.
  func forEachRow(
    _ db: Database, of table: RecordTable, _ body: ([String?]) throws -> Void
  ) throws {
    let columns = table.fields.enumerated().map { index, field in
      "\(Self.expression(field)) as c\(index)"
    }
    let order = table.key.map { key in
      table.field(key)?.kind.sqlType == "text" ? "\(key) collate \"C\"" : key
    }
    let select =
      SQL(raw: "select \(columns.joined(separator: ", ")) from core.\(table.name)")
      + " where school_id = \(schoolID) and academic_year = \(year)"
      + SQL(raw: order.isEmpty ? "" : " order by \(order.joined(separator: ", "))")
    try db.forEachRow(select) { row in
      try body(table.fields.indices.map { try row.get("c\($0)", as: String?.self) })
    }
  }

  private static func expression(_ field: RecordTable.Field) -> String {
    switch field.kind {
    case .code, .text, .choice: field.name
    case .integer, .flag: "\(field.name)::text"
    case .decimal, .share: "trim_scale(\(field.name))::text"
    case .date:
      """
      case
          when \(field.name) < date '1900-03-01' then to_char(\(field.name), 'YYYY-MM-DD')
          else (\(field.name) - date '1970-01-01')::text
      end
      """
    }
  }
}
