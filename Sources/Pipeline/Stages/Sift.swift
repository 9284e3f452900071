import Postgres
import Schools
import Statistics

/// Parts what chance explains from what it does not: puts every school into its region's funnel, and says of all tests that
/// are read together how many differences remain.
///
/// Works on the units whose comparisons changed in this run; all others are as they were. On all when limits or the program
/// may have changed.
struct Sift {
  let run: Run

  private struct Definition: Decodable {
    let indicatorId: Int
    let passport: Indicator
  }

  /// What shares a funnel.
  private struct Unit: Hashable {
    let territory: Int
    let year: Int
    let cut: String
  }

  private struct Row: Decodable, Sendable {
    let academicYear: Int
    let cut: String
    let schoolId: Int
    let territoryId: Int
    let numerator: Double
    let denominator: Double
    let sumSquares: Double?
    let analogueNumerator: Double
    let analogueDenominator: Double

    var unit: Unit { Unit(territory: territoryId, year: academicYear, cut: cut) }

    var member: SchoolFunnel.Member {
      .init(
        own: Parts(numerator: numerator, denominator: denominator, sumSquares: sumSquares),
        rest: Parts(numerator: analogueNumerator, denominator: analogueDenominator))
    }
  }

  func perform(_ db: Database) throws {
    try db.script(
      """
      create temp table sifted_unit on commit drop as
      select distinct indicator_id, academic_year, cut from result.comparison
      where \(run.isWhole ? "until_run is null or" : "") since_run = \(run.id) or until_run = \(run.id);
      analyze sifted_unit;
      create temp table fresh_funnel (
          school_id bigint, academic_year integer, indicator_id bigint, cut text,
          school_count integer, target double precision, dispersion double precision,
          low95 double precision, high95 double precision, low998 double precision,
          high998 double precision, position text
      ) on commit drop;
      """)
    let definitions = try db.all(
      "select indicator_id, passport from result.indicator", as: Definition.self)
    let funnels = Dictionary(
      uniqueKeysWithValues: definitions.map {
        ($0.indicatorId, SchoolFunnel(indicator: $0.passport, limits: run.thresholds))
      })
    try db.script(ComparedBatch.table)
    for batch in try ComparedBatch.all(of: "sifted_unit", db) {
      guard let funnel = funnels[batch.indicator], funnel.isDrawn else { continue }
      try place(db, batch, funnel)
    }
    try db.script("analyze fresh_funnel")
    try Versioned(
      table: "result.funnel", fresh: "fresh_funnel",
      key: ["school_id", "academic_year", "indicator_id", "cut"],
      values: [
        "school_count", "target", "dispersion", "low95", "high95", "low998", "high998", "position",
      ],
      scope: .init(table: "sifted_unit", columns: ["indicator_id", "academic_year", "cut"])
    ).replace(db, run: run.id)
    try countFamilies(db)
  }

  /// Every family that holds a test made anew.
  private func countFamilies(_ db: Database) throws {
    for family in [
      TestFamily(table: "result.school_family", key: ["school_id", "academic_year", "analogue"]),
      TestFamily(
        table: "result.indicator_family",
        key: ["indicator_id", "cut", "academic_year", "analogue"]),
    ] {
      try family.replace(db, run: run)
    }
  }

  /// By the schools' codes: sums of parts in one order give the same digits however the schools came.
  private func place(_ db: Database, _ batch: ComparedBatch, _ funnel: SchoolFunnel) throws {
    try batch.lay(db)
    let rows = try db.all(
      """
      select parts.academic_year, parts.cut, parts.school_id, parts.territory_id,
          parts.numerator, parts.denominator, parts.sum_squares, parts.analogue_numerator,
          parts.analogue_denominator
      from analogue.parts
      inner join core.school on school.school_id = parts.school_id
      where parts.analogue = 'regional'
          and (parts.academic_year, parts.cut) in (select academic_year, cut from batch_unit)
      """ + " and " + batch.near + " order by school.school_code collate \"C\"", as: Row.self)
    let units = Array(Dictionary(grouping: rows, by: \.unit).values)
    let places = Parallel.map(units.count) { funnel.places(units[$0].map(\.member)) }
    try db.copyIn("copy fresh_funnel from stdin (format binary)") { writer in
      for (row, place) in zip(units.joined(), places.joined()) {
        if let place { try Self.write(row, batch.indicator, place, to: &writer) }
      }
    }
  }

  private static func write(
    _ row: Row, _ indicator: Int, _ place: SchoolFunnel.Place, to writer: inout CopyWriter
  ) throws {
    try writer.startRow(columns: 12)
    writer.int64(Int64(row.schoolId))
    writer.int32(Int32(row.academicYear))
    writer.int64(Int64(indicator))
    writer.text(row.cut)
    writer.int32(Int32(place.schools))
    for number in [
      place.funnel.target, place.funnel.dispersion, place.near.low, place.near.high,
      place.far.low, place.far.high,
    ] {
      writer.double(number)
    }
    writer.text(place.position.rawValue)
  }
}
