import Postgres
import Schools

/// What the database knows for the rankings of one year, region by region.
struct RankGround {
  struct Region {
    let input: RankingInput
    /// Numbers of the schools by code.
    let ids: [String: Int]
    /// Indicators of context and their values in the order of the schools; nan for none.
    let context: [(code: String, values: [Double])]
  }

  let regions: [Region]

  private struct Place: Decodable {
    let territoryId: Int
    let oktmo: String
  }

  private struct Member: Decodable {
    let schoolId: Int
    let clusterNumber: Int
  }

  private struct Similar: Decodable {
    let schoolId: Int
    let schoolCode: String
  }

  init(
    _ db: Database, year: Int, _ columns: [RankingInput.Column], _ keySet: KeySet, _ run: Run
  ) throws {
    let schools = try KeyValues.schools(
      db, year: year, indicators: columns.map { ($0.code, $0.cut) }, limits: run.thresholds)
    let territories = Dictionary(
      uniqueKeysWithValues: try db.all(
        "select territory_id, oktmo from core.territory", as: Place.self
      ).map { ($0.territoryId, $0.oktmo) })
    let clusters = Dictionary(
      uniqueKeysWithValues: try db.all(
        """
        select school_id, cluster_number from result.cluster_member
        where until_run is null and academic_year = \(year) and cluster_number is not null
        """, as: Member.self
      ).map { ($0.schoolId, $0.clusterNumber) })
    let similar = Dictionary(
      grouping: try db.all(
        """
        select member.school_id, school.school_code
        from result.analogue_member as member
        inner join core.school on school.school_id = member.member_id
        where member.until_run is null and member.academic_year = \(year)
            and member.analogue = 'similar'
        order by member.school_id, school.school_code collate "C"
        """, as: Similar.self), by: \.schoolId)
    let context = try Self.context(db, year: year)
    let least = run.thresholds("rank_units")
    regions = schools.grouped(by: \.region).map { region in
      Region(
        input: RankingInput(
          year: year, region: territories[region.territory] ?? "", columns: columns,
          keySet: keySet, limits: run.thresholds, seed: run.seed,
          schools: region.schools.map { school in
            RankingInput.School(
              code: school.code, municipality: territories[school.municipality] ?? "",
              cluster: clusters[school.id],
              similar: similar[school.id, default: []].map(\.schoolCode),
              hasData: school.hasData,
              // A value that rests on too few units takes no part: it is missing, not bad.
              cells: zip(school.cells, columns).map { cell, column in
                cell.flatMap { $0.parts.units(column.kind) >= least ? $0 : nil }
              })
          }),
        ids: Dictionary(uniqueKeysWithValues: region.schools.map { ($0.code, $0.id) }),
        context: context.map { code, values in
          (code, region.schools.map { values[$0.id] ?? .nan })
        })
    }
  }

  /// Values of the indicators of context, school by school, by code.
  private static func context(
    _ db: Database, year: Int
  ) throws -> [(code: String, values: [Int: Double])] {
    struct Row: Decodable {
      let code: String
      let schoolId: Int
      let value: Double
    }
    let rows = try db.all(
      """
      select key.code, value.school_id,
          value.numerator::double precision / value.denominator::double precision as value
      from result.indicator_value as value
      inner join result.indicator as key on key.indicator_id = value.indicator_id
      where value.until_run is null and value.academic_year = \(year) and value.cut = 'all'
          and value.denominator > 0 and key.is_current
          and key.passport ->> 'direction' = 'context' and (key.passport ->> 'criterion') = '0'
      order by key.code collate "C"
      """, as: Row.self)
    return Dictionary(grouping: rows, by: \.code).sorted { $0.key < $1.key }.map { code, rows in
      (code, Dictionary(rows.map { ($0.schoolId, $0.value) }) { first, _ in first })
    }
  }
}
