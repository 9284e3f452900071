internal import Foundation
import Postgres
import Schools
import Statistics

/// Finds for every school the schools of the region whose context is most like its own, once for an academic year.
///
/// Lists are made in the first run in which most registered schools have sent the year's roll of 20 September, or when a
/// later year has begun; from then on they stand, whatever bundles bring, until they are renewed on purpose. A school that
/// comes later gets its own list by the same yardstick, and no one else's changes.
struct Match {
  let run: Run

  private var similar: SimilarSchools { SimilarSchools(limits: run.thresholds) }

  /// Returns the number of schools with similar schools in the latest year.
  func perform(_ db: Database) throws -> Int {
    try db.script(Self.tables)
    struct Year: Decodable { let academicYear: Int }
    let renewed = Set(
      try db.all(
        "delete from intake.match_renewal returning academic_year", as: Year.self
      ).map(\.academicYear))
    var models = try ContextModel.all(db)
    let regions = try Self.regions(db)
    let years = try KeyValues.years(db)
    let outcomes = try Outcomes(db, limits: run.thresholds)
    for year in years {
      let made = Set(models.keys.filter { $0.year == year }.map(\.region))
      let open = regions.filter { !made.contains($0) || renewed.contains(year) }
      if !open.isEmpty {
        let schools = try SchoolContext.all(db, year: year, latest: years.last ?? year)
        for region in open {
          let members = schools.filter { $0.region == region }
          guard renewed.contains(year) || isReady(members, year, years) else { continue }
          try make(db, region, year, members, outcomes, &models)
        }
      }
      try addLate(
        db, year, Set(regions).subtracting(open), latest: years.last ?? year, outcomes, &models)
    }
    try replace(db)
    try ContextResults(run: run).replace(db, models, outcomes)
    return try db.value(
      """
      select count(*) from result.analogue_set
      where until_run is null and analogue = 'similar' and reason is null
          and academic_year = \(years.last)
      """, as: Int.self)
  }

  private func isReady(_ schools: [SchoolContext], _ year: Int, _ years: [Int]) -> Bool {
    let delivered = Double(schools.count { $0.isDelivered })
    return delivered > 0
      && (delivered >= run.thresholds("similar_delivered") * Double(schools.count)
        || year < years.last ?? year)
  }

  /// All lists of a region and year, under a new version.
  private func make(
    _ db: Database, _ region: Int, _ year: Int, _ schools: [SchoolContext],
    _ outcomes: Outcomes, _ models: inout [ContextModel.Key: ContextModel]
  ) throws {
    let former = models.filter { $0.key.region == region && $0.key.year == year }
    let version = (former.values.map(\.version).max() ?? 0) + 1
    for key in former.keys { models[key] = nil }
    try db.execute(
      """
      insert into matched_model
      select \(region), \(year), level, school_class
      from unnest(\(TaughtLevel.allCases.map(\.rawValue))::text[]) as level
      cross join unnest(\(SchoolClass.allCases.map(\.rawValue))::text[]) as school_class
      """)
    try db.execute(
      """
      insert into matched
      select school.school_id, \(year), 'similar'
      from core.school
      inner join core.territory as municipality
          on municipality.territory_id = school.municipality_id
      where municipality.parent_id = \(region)
      """)
    for (key, members) in strata(schools, year) {
      let model = try begin(db, key, members, outcomes, &models, version: version)
      let vectors = members.map { vector($0, model) }
      let all = vectors.indices.filter { hasContext(members[$0], vectors[$0], model) }
        .map { vectors[$0] }
      try write(db, similar.lists(model, among: all, asked: vectors), year)
    }
  }

  /// Lists of schools that had none for want of context, or were not known when others' were made.
  private func addLate(
    _ db: Database, _ year: Int, _ regions: Set<Int>, latest: Int,
    _ outcomes: Outcomes, _ models: inout [ContextModel.Key: ContextModel]
  ) throws {
    guard !regions.isEmpty else { return }
    let late = try withoutList(db, year)
    guard !late.isEmpty else { return }
    let schools = try SchoolContext.all(db, year: year, latest: latest, of: late)
      .filter { regions.contains($0.region) }
    guard !schools.isEmpty else { return }
    let frozen = try FrozenSet.all(db, year: year)
    for (key, members) in strata(schools, year) {
      let known = models.values.filter { $0.key.region == key.region && $0.key.year == year }
      let model: ContextModel
      if let made = models[key] {
        model = made
      } else {
        try db.execute(
          """
          insert into matched_model values (\(key.region), \(year), \(key.level.rawValue),
              \(key.schoolClass.rawValue))
          """)
        model = try begin(
          db, key, members, outcomes, &models, version: known.map(\.version).max() ?? 1)
      }
      let vectors = members.map { vector($0, model) }
      let come = vectors.indices.filter { hasContext(members[$0], vectors[$0], model) }
        .map { vectors[$0] }
      let standing = frozen.filter { $0.key == key && $0.reason != .noContext }
      let all = (standing.map(\.vector) + come).sorted { $0.code < $1.code }
      for school in members {
        try db.execute("insert into matched values (\(school.id), \(year), 'similar')")
      }
      try write(
        db,
        similar.lists(
          model, among: all, asked: vectors,
          hubs: Set(standing.filter(\.basis.isHub).map(\.vector.id))), year)
    }
  }

  private func strata(
    _ schools: [SchoolContext], _ year: Int
  ) -> [(key: ContextModel.Key, value: [SchoolContext])] {
    Dictionary(grouping: schools) {
      ContextModel.Key(
        region: $0.region, year: year, level: $0.level, schoolClass: $0.schoolClass)
    }.sorted {
      ($0.key.region, $0.key.level.rawValue, $0.key.schoolClass.rawValue)
        < ($1.key.region, $1.key.level.rawValue, $1.key.schoolClass.rawValue)
    }
  }

  private func begin(
    _ db: Database, _ key: ContextModel.Key, _ schools: [SchoolContext], _ outcomes: Outcomes,
    _ models: inout [ContextModel.Key: ContextModel], version: Int
  ) throws -> ContextModel {
    let kept = Int(run.thresholds("similar_weight_years"))
    let earlier = models.values.filter {
      $0.key.region == key.region && $0.key.level == key.level
        && $0.key.schoolClass == key.schoolClass && $0.key.year < key.year
        && $0.weightsFrom == .regression && key.year - $0.weightsYear < kept
    }.max { $0.key.year < $1.key.year }
    let model = similar.model(
      key, of: schools,
      outcomes: earlier == nil ? outcomes.sound(key) : [:],
      earlier: earlier, version: version)
    models[key] = model
    try model.insert(db)
    return model
  }

  private func vector(_ school: SchoolContext, _ model: ContextModel) -> SimilarSchools.Vector {
    SimilarSchools.Vector(
      id: school.id, code: school.code, scores: model.scores(school), carried: school.carried)
  }

  private func hasContext(
    _ school: SchoolContext, _ vector: SimilarSchools.Vector, _ model: ContextModel
  ) -> Bool {
    guard !model.variables.isEmpty, school.roll >= run.thresholds("similar_pupils") else {
      return false
    }
    return similar.hasContext(
      vector.scores, model.method(leastWeight: run.thresholds("similar_context")))
  }

  // MARK: - Rows

  private static let tables = """
    create temp table fresh_model (
        territory_id bigint, academic_year integer, level text, school_class text,
        version integer, school_count integer, neighbor_count integer,
        caliper double precision, typical_distance double precision,
        weights_year integer, weights_from text, penalty double precision,
        cross_fit double precision, variables jsonb
    ) on commit drop;
    create temp table fresh_set (
        school_id bigint, academic_year integer, analogue text, reason text, basis jsonb
    ) on commit drop;
    create temp table fresh_similar (
        school_id bigint, academic_year integer, analogue text, member_id bigint,
        distance double precision
    ) on commit drop;
    create temp table matched_model (
        territory_id bigint, academic_year integer, level text, school_class text
    ) on commit drop;
    create temp table matched (
        school_id bigint, academic_year integer, analogue text
    ) on commit drop;
    """

  private func write(_ db: Database, _ found: [SimilarSchools.Found], _ year: Int) throws {
    try db.copyIn(
      """
      copy fresh_set (school_id, academic_year, analogue, reason, basis)
      from stdin (format binary)
      """
    ) { writer in
      for list in found {
        try writer.startRow(columns: 5)
        writer.int64(Int64(list.school))
        writer.int32(Int32(year))
        writer.text("similar")
        if let reason = list.reason { writer.text(reason.rawValue) } else { writer.null() }
        writer.jsonb(try StableJSON.text(list.basis))
      }
    }
    try db.copyIn(
      """
      copy fresh_similar (school_id, academic_year, analogue, member_id, distance)
      from stdin (format binary)
      """
    ) { writer in
      for list in found {
        for member in list.members {
          try writer.startRow(columns: 5)
          writer.int64(Int64(list.school))
          writer.int32(Int32(year))
          writer.text("similar")
          writer.int64(Int64(member.school))
          writer.double(member.distance)
        }
      }
    }
  }

  private func replace(_ db: Database) throws {
    let scope = Versioned.Scope(
      table: "matched", columns: ["school_id", "academic_year", "analogue"])
    try db.script(
      "analyze fresh_model; analyze fresh_set; analyze fresh_similar; analyze matched;")
    try Versioned(
      table: "result.context_model", fresh: "fresh_model",
      key: ["territory_id", "academic_year", "level", "school_class"],
      values: [
        "version", "school_count", "neighbor_count", "caliper", "typical_distance",
        "weights_year", "weights_from", "penalty", "cross_fit", "variables",
      ],
      scope: .init(
        table: "matched_model",
        columns: ["territory_id", "academic_year", "level", "school_class"])
    ).replace(db, run: run.id)
    try Versioned(
      table: "result.analogue_set", fresh: "fresh_set",
      key: ["school_id", "academic_year", "analogue"], values: ["reason", "basis"], scope: scope
    ).replace(db, run: run.id)
    try Versioned(
      table: "result.analogue_member", fresh: "fresh_similar",
      key: ["school_id", "academic_year", "analogue", "member_id"], values: ["distance"],
      scope: scope
    ).replace(db, run: run.id)
  }

  private struct Number: Decodable { let number: Int }

  private static func regions(_ db: Database) throws -> [Int] {
    try db.all(
      """
      select distinct municipality.parent_id as number
      from core.school
      inner join core.territory as municipality
          on municipality.territory_id = school.municipality_id
      order by number
      """, as: Number.self
    ).map(\.number)
  }

  /// Schools of which nothing is said in the year, or that had no list for want of context and have sent something since.
  private func withoutList(_ db: Database, _ year: Int) throws -> [Int] {
    try db.all(
      """
      select school.school_id as number
      from core.school
      left join result.analogue_set as list
          on list.school_id = school.school_id and list.academic_year = \(year)
              and list.analogue = 'similar' and list.until_run is null
      where list.school_id is null
          or list.reason = \(ContextReason.noContext.rawValue)
              and (\(run.isWhole) or school.school_id in (select school_id from taken_slice))
      order by number
      """, as: Number.self
    ).map(\.number)
  }
}
