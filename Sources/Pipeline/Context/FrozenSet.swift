internal import Foundation
import Postgres
import Schools

/// A school's list of similar schools as it stands for the year.
struct FrozenSet: Sendable {
  let key: ContextModel.Key
  let reason: ContextReason?
  let basis: SimilarBasis
  let vector: SimilarSchools.Vector

  private struct Row: Decodable {
    let schoolId: Int
    let schoolCode: String
    let regionId: Int
    let reason: String?
    let basis: String
  }

  /// Those in force, by code.
  static func all(_ db: Database, year: Int) throws -> [FrozenSet] {
    try db.all(
      """
      select list.school_id, school.school_code, municipality.parent_id as region_id,
          list.reason, list.basis::text as basis
      from result.analogue_set as list
      inner join core.school on school.school_id = list.school_id
      inner join core.territory as municipality
          on municipality.territory_id = school.municipality_id
      where list.analogue = 'similar' and list.until_run is null
          and list.academic_year = \(year)
      order by school.school_code collate "C"
      """, as: Row.self
    ).map { row in
      let basis = try JSONDecoder().decode(SimilarBasis.self, from: Data(row.basis.utf8))
      return FrozenSet(
        key: ContextModel.Key(
          region: row.regionId, year: year, level: basis.level, schoolClass: basis.schoolClass),
        reason: row.reason.flatMap(ContextReason.init), basis: basis,
        vector: SimilarSchools.Vector(
          id: row.schoolId, code: row.schoolCode, scores: basis.scores,
          carried: Set(basis.variables.filter(\.isCarried).map(\.variable))))
    }
  }
}
