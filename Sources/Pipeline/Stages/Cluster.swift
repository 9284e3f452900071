import Postgres
import Schools
import Statistics

/// The cluster model of clause 4.7: groups of schools alike in the key indicators of the set, known again from year
/// to year, with how far each of them can be trusted; or the answer that there are none.
struct Cluster {
  let run: Run

  struct Figures {
    var clusters = 0
    var silhouette: Double?
  }

  /// Returns the clusters found in the latest year.
  func perform(_ db: Database) throws -> Figures {
    try db.script(Self.fresh)
    try RankedYears(run: run).script(db)
    var figures = Figures()
    if let keySet = run.keySet?.value, !keySet.clusters.isEmpty {
      let columns = try KeyColumns.clustered(db, keySet)
      for year in try RankedYears.all(db) {
        let schools = try KeyValues.schools(
          db, year: year, indicators: columns.map { ($0.code, $0.cut) }, limits: run.thresholds)
        let context = try ClusterContext(db, year: year, limits: run.thresholds)
        figures = Figures()
        for region in schools.grouped(by: \.region) {
          let result = ClusterResult(
            try input(db, region.territory, region.schools, columns, year: year))
          try write(db, result, context, region.territory, region.schools)
          figures.clusters += result.rows.count - 1
          figures.silhouette = result.rows[0].silhouette ?? figures.silhouette
        }
      }
    }
    try RankedYears.replace(
      db, run: run.id, table: "result.cluster", fresh: "fresh_cluster",
      key: ["territory_id", "academic_year", "cluster_number"],
      values: [
        "school_count", "silhouette", "medoid_school_id", "profile", "identity", "jaccard",
        "name_ru", "name_en", "context",
      ])
    try RankedYears.replace(
      db, run: run.id, table: "result.cluster_member", fresh: "fresh_member",
      key: ["school_id", "academic_year"],
      values: [
        "cluster_number", "silhouette", "reason", "membership", "is_borderline", "indicators",
      ])
    return figures
  }

  private func input(
    _ db: Database, _ region: Int, _ schools: [KeyValues.School],
    _ columns: [ClusterInput.Column], year: Int
  ) throws -> ClusterInput {
    struct Row: Decodable {
      let academicYear: Int
      let schoolCode: String
      let identity: Int
    }
    let earlier = try db.all(
      """
      with known as (
          select territory_id, academic_year, cluster_number, identity from fresh_cluster
          union all
          select territory_id, academic_year, cluster_number, identity from result.cluster
          where until_run is null
              and academic_year not in (select academic_year from ranked_year)
      ),
      placed as (
          select school_id, academic_year, cluster_number from fresh_member
          union all
          select school_id, academic_year, cluster_number from result.cluster_member
          where until_run is null
              and academic_year not in (select academic_year from ranked_year)
      )
      select placed.academic_year, school.school_code, known.identity
      from known
      inner join placed
          on placed.academic_year = known.academic_year
              and placed.cluster_number = known.cluster_number
      inner join core.school on school.school_id = placed.school_id
      where known.territory_id = \(region) and known.academic_year < \(year)
          and known.identity is not null
          and school.municipality_id in (
              select territory_id from core.territory where parent_id = \(region)
          )
      """, as: Row.self)
    let latest = earlier.map(\.academicYear).max()
    return ClusterInput(
      year: year,
      region: try db.value(
        "select oktmo from core.territory where territory_id = \(region)", as: String.self),
      columns: columns, limits: run.thresholds, seed: run.seed,
      schools: schools.map {
        ClusterInput.School(code: $0.code, hasData: $0.hasData, cells: $0.cells)
      },
      earlier: latest.map { latest in
        ClusterInput.Earlier(
          year: latest,
          identities: Dictionary(
            uniqueKeysWithValues: earlier.filter { $0.academicYear == latest }
              .map { ($0.schoolCode, $0.identity) }))
      },
      lastIdentity: earlier.map(\.identity).max() ?? 0)
  }

  private func write(
    _ db: Database, _ result: ClusterResult, _ context: ClusterContext, _ region: Int,
    _ schools: [KeyValues.School]
  ) throws {
    let ids = Dictionary(uniqueKeysWithValues: schools.map { ($0.code, $0.id) })
    for row in result.rows {
      let members = result.members.filter { member in
        row.number == 0 ? member.cluster != nil : member.cluster == row.number
      }.compactMap { ids[$0.school] }
      try db.execute(
        """
        insert into fresh_cluster values (\(region), \(row.year), \(row.number), \(row.schools),
            \(row.silhouette), \(row.medoid.flatMap { ids[$0] }),
            \(json: try ResultJSON.text(row.profile)), \(row.identity), \(row.jaccard),
            \(row.name?.ru), \(row.name?.en),
            \(json: try ResultJSON.text(context.rows(of: members))))
        """)
    }
    for member in result.members {
      try db.execute(
        """
        insert into fresh_member values (\(ids[member.school]), \(member.year), \(member.cluster),
            \(member.silhouette), \(member.reason), \(member.membership),
            \(member.isBorderline), \(json: try ResultJSON.text(member.indicators)))
        """)
    }
  }

  private static let fresh = """
    create temp table fresh_cluster (
        territory_id bigint, academic_year integer, cluster_number integer,
        school_count integer, silhouette double precision, medoid_school_id bigint,
        profile jsonb, identity integer, jaccard double precision, name_ru text, name_en text,
        context jsonb
    ) on commit drop;
    create temp table fresh_member (
        school_id bigint, academic_year integer, cluster_number integer,
        silhouette double precision, reason text, membership double precision,
        is_borderline boolean, indicators jsonb
    ) on commit drop;
    """
}
