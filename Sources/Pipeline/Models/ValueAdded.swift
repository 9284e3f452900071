internal import Foundation
import Postgres
import Statistics

/// What schools add to the results that their pupils' earlier ones let expect: one model for each region, year, exam and
/// variant.
///
/// Variant `a` expects by the pupil's own earlier result and its square, `b` also by the school's mean of it, which takes
/// away what schoolmates give. Outcomes are points of the exam, so are effects. The model is told from schools that have
/// linked pupils; a school with few of them takes part, and has no effect of its own.
///
/// Where records are gone (`intake.retired_year`) what was computed stands: of a school that lost some on request its effect,
/// and the others are fitted without it; of a year whose records went with their time the whole of it.
struct ValueAdded {
  let run: Run

  private struct Pupil: Decodable {
    let regionId: Int
    let academicYear: Int
    let model: String
    let schoolId: Int
    let outcome: Double
    let prior: Double?
  }

  private struct Place: Hashable {
    let region: Int
    let year: Int
    let model: String
  }

  private enum Variant: String, CaseIterable { case a, b }

  /// Returns the number of schools that have an effect of variant `a` in the latest year.
  func perform(_ db: Database) throws -> Int {
    try db.script(
      """
      create temp table fresh_effect_model on commit drop as
      select * from result.effect_model limit 0;
      create temp table fresh_effect on commit drop as select * from result.effect limit 0;
      \(modelled)
      """ + Self.standing)
    struct Year: Decodable { let academicYear: Int }
    let years = try db.all(
      "select academic_year from modelled_year order by academic_year", as: Year.self)
    for year in years { try fit(db, year.academicYear) }
    try db.script(Self.replaced)
    try Versioned(
      table: "result.effect_model", fresh: "fresh_effect_model",
      key: ["territory_id", "academic_year", "model", "variant"],
      values: [
        "school_count", "result_count", "pupil_count", "reason", "coefficients", "group_variance",
        "residual_variance", "criterion",
      ], scope: .init(table: "replaced_model", columns: ["territory_id", "academic_year"])
    ).replace(db, run: run.id)
    try Versioned(
      table: "result.effect", fresh: "fresh_effect",
      key: ["school_id", "academic_year", "model", "variant"],
      values: [
        "result_count", "pupil_count", "is_linkage_low", "effect", "standard_error", "low", "high",
        "pair_low", "pair_high", "level", "rank", "rank_low", "rank_high", "set_low", "set_high",
        "reason",
      ], scope: .init(table: "replaced_effect", columns: ["school_id", "academic_year"])
    ).replace(db, run: run.id)
    return try db.value(
      """
      select count(distinct school_id) from result.effect
      where until_run is null and variant = \(Variant.a.rawValue) and effect is not null
          and academic_year = (
              select max(academic_year) from result.effect where until_run is null
          )
      """, as: Int.self)
  }

  /// Years that are modelled anew: those of which slices were taken, and those whose pupils had their earlier exam then; or from
  /// which a school's records were removed, without which the others are fitted.
  private var modelled: String {
    run.isWhole
      ? """
      create temp table modelled_year on commit drop as
      select academic_year from core.exam_result where exam_kind = 'ege'
      union
      select academic_year from result.effect_model where until_run is null
      union
      select academic_year from result.effect where until_run is null;
      """
      : """
      create temp table modelled_year on commit drop as
      with changed as (
          select academic_year from taken_slice
          union
          select academic_year from intake.retired_year where not is_of_retention
      )
      select academic_year from changed
      union
      select academic_year + 2 from changed;
      """
  }

  /// Fits every model of a year.
  private func fit(_ db: Database, _ year: Int) throws {
    let pupils = try db.all(
      """
      select municipality.parent_id as region_id, pupil.academic_year, pupil.model,
          pupil.school_id, pupil.outcome::double precision as outcome,
          pupil.prior::double precision as prior
      from model.pupil
      inner join core.school on school.school_id = pupil.school_id
      inner join core.territory as municipality
          on municipality.territory_id = school.municipality_id
      where pupil.academic_year = \(year) and not exists (
          select from standing_effect as standing
          where standing.school_id = pupil.school_id
              and standing.academic_year = pupil.academic_year
      )
      order by region_id, pupil.model, school.school_code collate "C", pupil.outcome, pupil.prior
      """, as: Pupil.self)
    let groups = Dictionary(grouping: pupils) {
      Place(region: $0.regionId, year: $0.academicYear, model: $0.model)
    }.sorted { ($0.key.region, $0.key.model) < ($1.key.region, $1.key.model) }
    for (place, pupils) in groups {
      for variant in Variant.allCases { try fit(db, place, pupils, variant) }
    }
  }

  /// Schools and years whose effects stand as they are.
  private static let standing = """

    create temp table standing_effect on commit drop as
    select distinct school.school_id, retired.academic_year
    from intake.retired_year as retired
    inner join core.school as lost on lost.school_id = retired.school_id
    inner join core.territory as place on place.territory_id = lost.municipality_id
    inner join core.territory as near on near.parent_id = place.parent_id
    inner join core.school on school.municipality_id = near.territory_id
    where retired.is_of_retention or school.school_id = retired.school_id;
    """

  /// What may be closed: all of these years that does not stand. A model is replaced where it was fitted, or where no record is gone.
  private static let replaced = """
    create temp table replaced_effect on commit drop as
    select distinct effect.school_id, effect.academic_year from result.effect
    where effect.until_run is null
        and effect.academic_year in (table modelled_year)
        and not exists (
            select from standing_effect as standing
            where standing.school_id = effect.school_id
                and standing.academic_year = effect.academic_year
        );
    create temp table replaced_model on commit drop as
    select territory_id, academic_year from fresh_effect_model
    union
    select fitted.territory_id, fitted.academic_year from result.effect_model as fitted
    where fitted.until_run is null
        and fitted.academic_year in (table modelled_year)
        and not exists (
            select from standing_effect as standing
            inner join core.school on school.school_id = standing.school_id
            inner join core.territory as place on place.territory_id = school.municipality_id
            where place.parent_id = fitted.territory_id
                and standing.academic_year = fitted.academic_year
        );
    """

  /// Fits one model and writes it.
  private func fit(
    _ db: Database, _ place: Place, _ pupils: [Pupil], _ variant: Variant
  ) throws {
    var results: [Int: Int] = [:]
    for pupil in pupils { results[pupil.schoolId, default: 0] += 1 }
    let linked = pupils.filter { $0.prior != nil }
    let schools = linked.map(\.schoolId).reduce(into: [Int]()) { list, id in
      if list.last != id { list.append(id) }
    }
    let places = Dictionary(uniqueKeysWithValues: schools.enumerated().map { ($1, $0) })
    let model = LinkedModel(
      outcome: linked.map(\.outcome), prior: linked.compactMap(\.prior),
      schools: linked.map { places[$0.schoolId]! }, schoolCount: schools.count,
      holdsSchoolMean: variant == .b)
    let answer: Result<LinkedModel.Answer, LinkedModel.Reason> =
      linked.isEmpty
      ? .failure(.noEarlierResults)
      : Double(schools.count) < run.thresholds("effect_schools")
        ? .failure(.tooFewSchools)
        : model.answer(leastPupils: Int(run.thresholds("effect_pupils")))
    try write(
      db, place, variant, answer, results: pupils.count, pupils: linked.count, schools.count)
    guard !linked.isEmpty else { return }
    let counts = model.counts
    for (school, all) in results.sorted(by: { $0.key < $1.key }) {
      let index = places[school]
      let count = index.map { counts[$0] } ?? 0
      let effect = index.flatMap { index in try? answer.get().effects[index] }
      let reason: LinkedModel.Reason? =
        switch answer {
        case .failure(let reason): reason
        case .success: effect == nil ? .tooFewPupils : nil
        }
      let isLow = Double(count) < run.thresholds("effect_linkage") * Double(all)
      try db.execute(
        """
        insert into fresh_effect values (
            \(school), \(place.year), \(place.model), \(variant.rawValue), \(all), \(count),
            \(isLow), \(effect?.found.effect), \(effect?.found.standardError),
            \(effect?.found.low), \(effect?.found.high), \(effect?.pairLow), \(effect?.pairHigh), \(effect?.level),
            \(effect?.place.rank), \(effect?.place.low), \(effect?.place.high),
            \(effect?.set.lowerBound), \(effect?.set.upperBound), \(reason?.rawValue)
        )
        """)
    }
  }

  private func write(
    _ db: Database, _ place: Place, _ variant: Variant,
    _ answer: Result<LinkedModel.Answer, LinkedModel.Reason>, results: Int, pupils: Int,
    _ schools: Int
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var (found, reason): (LinkedModel.Answer?, String?) = (nil, nil)
    switch answer {
    case .success(let value): found = value
    case .failure(let failure): reason = failure.rawValue
    }
    let coefficients = String(
      decoding: try encoder.encode(found?.coefficients ?? []), as: UTF8.self)
    try db.execute(
      """
      insert into fresh_effect_model values (
          \(place.region), \(place.year), \(place.model), \(variant.rawValue), \(schools),
          \(results), \(pupils), \(reason), \(json: coefficients), \(found?.groupVariance),
          \(found?.residualVariance), \(found?.criterion)
      )
      """)
  }
}
