import Foundation
import Intake
import Pipeline
import Postgres

/// Schools that say their kind and send one share: the numerator is the school's number, of fifty.
enum KindSchools {
  static let share = "int.marks.quality45_share"
  /// Of pupils: sensitive.
  static let sensitive = "ctx.low_income_share"

  /// `kind` is `school_kind,settlement,is_small`; nil tells nothing of it.
  static func bundle(
    _ number: Int, _ kind: String?, year: Int = 2025, numerator: Int? = nil,
    asOf: String = "2025-06-21"
  ) throws -> TestBundle.Named {
    var tables = [
      "indicator_return": """
      indicator_code,cut,numerator,denominator,sum_squares\r
      \(share),all,\(numerator ?? number),50,\r
      \(sensitive),all,20,50,\r

      """
    ]
    if let kind {
      tables["school_year"] = "school_kind,settlement,is_small\r\n\(kind)\r\n"
    }
    return try TestBundle.school(code(number), year, tables, asOf: asOf)
  }

  static func code(_ number: Int) -> String { number < 10 ? "S0\(number)" : "S\(number)" }

  struct Row: Decodable {
    let school: String
    let indicator: String
    let schools: Int?
    /// Of the analogue: `numerator/denominator`.
    let sum: String?
    let percentile: Double?
    let verdict: String
    let reasons: [String]
  }

  /// The comparisons of both shares in force of 2025 beside one analogue, by school and indicator.
  static func rows(_ site: TestSite, _ analogue: String) async throws -> [String: Row] {
    let rows = try await site.worker.transaction { db in
      try db.all(
        """
        select school_code as school, code as indicator, school_count as schools,
            trim_scale(analogue_numerator) || '/' || trim_scale(analogue_denominator) as sum,
            percentile, verdict, reasons
        from result.comparison inner join core.school using (school_id)
        inner join result.indicator using (indicator_id)
        where until_run is null and academic_year = 2025 and analogue = \(analogue)
            and code in (\(share), \(sensitive))
        """, as: Row.self)
    }
    return Dictionary(uniqueKeysWithValues: rows.map { ("\($0.school) \($0.indicator)", $0) })
  }
}
