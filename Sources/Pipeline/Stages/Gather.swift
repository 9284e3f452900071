import Postgres
import Schools
import Statistics

/// Gathers small schools' values over several years and sets them beside their analogues of the same years.
///
/// What one year says of few pupils is mostly chance; three years say more. Works on the units whose comparisons
/// changed in this run, and on those in whose window they are.
struct Gather {
  let run: Run

  private struct Definition: Decodable {
    let indicatorId: Int
    let passport: Indicator
  }

  private struct Row: Decodable {
    let schoolId: Int
    let academicYear: Int
    let cut: String
    let analogue: String
    let firstYear: Int
    let isLinked: Bool
    let numerator: Double
    let denominator: Double
    let sumSquares: Double?
    let baseNumerator: Double?
    let baseDenominator: Double?
    let schoolCount: Int
    let analogueNumerator: Double
    let analogueDenominator: Double
    let analogueSumSquares: Double?
    let analogueBaseNumerator: Double?
    let analogueBaseDenominator: Double?
    let coverage: Double?

    var own: Parts {
      Parts(
        numerator: numerator, denominator: denominator, sumSquares: sumSquares,
        baseNumerator: baseNumerator, baseDenominator: baseDenominator)
    }

    var beside: Parts {
      Parts(
        numerator: analogueNumerator, denominator: analogueDenominator,
        sumSquares: analogueSumSquares, baseNumerator: analogueBaseNumerator,
        baseDenominator: analogueBaseDenominator)
    }
  }

  func perform(_ db: Database) throws {
    let parts = PooledParts(run: run)
    let portions = try parts.portions(db)
    try db.script(
      """
      create temp table pooled_judged (
          school_id bigint, academic_year integer, indicator_id bigint, cut text, analogue text,
          value double precision, low double precision, high double precision,
          analogue_value double precision, difference double precision,
          difference_low double precision, difference_high double precision,
          effect double precision, z double precision, p_value double precision, band integer,
          verdict text, reasons text, shows_analogue boolean
      ) on commit drop;
      """)
    try db.script(ComparedBatch.table)
    let definitions = Dictionary(
      uniqueKeysWithValues: try db.all(
        "select indicator_id, passport from result.indicator", as: Definition.self
      ).map { ($0.indicatorId, $0) })
    var ground: (indicator: Int, ComparisonGround, YearSpreads?)?
    for portion in portions {
      try parts.lay(portion, db)
      let gathered = try gathered(db)
      for batch in portion {
        guard let definition = definitions[batch.indicator], gathered.contains(batch.indicator)
        else { continue }
        if ground?.indicator != batch.indicator {
          ground = (
            batch.indicator,
            try ComparisonGround(
              db, of: batch.indicator, definition.passport, doubtful: DoubtfulMarks.none),
            definition.passport.kind == .mean ? try YearSpreads(db, of: batch.indicator) : nil
          )
        }
        if let (_, ground, spreads) = ground {
          try judge(db, definition, batch, on: ground, spreads)
        }
      }
      try write(db)
    }
    if run.isWhole {
      try db.execute("select core.refresh_statistics('result.pooled_comparison'::regclass)")
    }
  }

  /// The indicators of which a value is gathered in this portion.
  private func gathered(_ db: Database) throws -> Set<Int> {
    struct Row: Decodable { let indicatorId: Int }
    let rows = try db.all("select distinct indicator_id from pooled_parts", as: Row.self)
    return Set(rows.map(\.indicatorId))
  }

  /// Writes what was judged of a portion, and closes what is said no longer of its units.
  private func write(_ db: Database) throws {
    try db.script(Self.assemble)
    try Versioned(
      table: "result.pooled_comparison", fresh: "fresh_pooled",
      key: ["school_id", "academic_year", "indicator_id", "cut", "analogue"],
      values: [
        "first_year", "year_count", "is_linked", "numerator", "denominator", "value", "low", "high",
        "school_count", "analogue_numerator", "analogue_denominator", "analogue_value",
        "difference", "difference_low", "difference_high", "effect", "z", "band", "p_value",
        "verdict", "reasons",
      ],
      scope: .init(table: "portion_unit", columns: ["indicator_id", "academic_year", "cut"])
    ).write(db, run: run.id)
    try db.script("truncate pooled_judged; drop table fresh_pooled")
  }

  private func judge(
    _ db: Database, _ definition: Definition, _ batch: ComparedBatch,
    on ground: ComparisonGround, _ spreads: YearSpreads?
  ) throws {
    try batch.lay(db)
    let rows = try db.all(
      """
      select school_id, academic_year, cut, analogue, first_year, is_linked, numerator,
          denominator, sum_squares, base_numerator, base_denominator, school_count,
          analogue_numerator, analogue_denominator, analogue_sum_squares,
          analogue_base_numerator, analogue_base_denominator, coverage
      from pooled_parts
      inner join batch_unit using (indicator_id, academic_year, cut)
      """, as: Row.self)
    _ = try db.copyIn("copy pooled_judged from stdin (format binary)") { writer in
      for row in rows {
        guard let kind = AnalogueKind(code: row.analogue) else { continue }
        var analogue = Comparison.Analogue(
          kind: kind, schools: row.schoolCount, parts: row.beside, values: [],
          coverage: row.coverage)
        // The scale must be one from the first year to the last.
        analogue.isScaleChanged = (row.firstYear + 1...row.academicYear).contains {
          ground.isScaleChanged($0, row.cut)
        }
        analogue.isLinked = row.isLinked
        let found = Comparison(
          row.own, beside: analogue, of: definition.passport, under: run.thresholds,
          spread: spreads?[row.academicYear, row.cut])
        try Self.write(
          row, definition.indicatorId, found, isOneScale: !analogue.isScaleChanged, to: &writer)
      }
    }
  }

  private static func write(
    _ row: Row, _ indicator: Int, _ found: Comparison, isOneScale: Bool,
    to writer: inout CopyWriter
  ) throws {
    // Scores of two scales make no value together.
    let (value, interval) = isOneScale ? (found.value, found.interval) : (nil, nil)
    try writer.startRow(columns: 19)
    writer.int64(Int64(row.schoolId))
    writer.int32(Int32(row.academicYear))
    writer.int64(Int64(indicator))
    writer.text(row.cut)
    writer.text(row.analogue)
    for number in [
      value, interval?.low, interval?.high, found.analogueValue, found.difference,
      found.differenceInterval?.low, found.differenceInterval?.high, found.size?.effect,
      found.size?.z, found.size?.probability,
    ] {
      if let number { writer.double(number) } else { writer.null() }
    }
    if let band = found.size?.band { writer.int32(Int32(band)) } else { writer.null() }
    writer.text(found.verdict.rawValue)
    writer.text(found.reasons.map(\.rawValue).joined(separator: ";"))
    writer.bool(found.analogueParts != nil)
  }

  private static let assemble = """
    analyze pooled_judged;
    create temp table fresh_pooled on commit drop as
    select
        parts.school_id, parts.academic_year, parts.indicator_id, parts.cut, parts.analogue,
        parts.first_year, parts.year_count, parts.is_linked, parts.numerator, parts.denominator,
        judged.value, judged.low, judged.high, parts.school_count,
        case when judged.shows_analogue then parts.analogue_numerator end as analogue_numerator,
        case when judged.shows_analogue then parts.analogue_denominator end
            as analogue_denominator,
        judged.analogue_value, judged.difference, judged.difference_low, judged.difference_high,
        judged.effect, judged.z, judged.band, judged.p_value, judged.verdict,
        coalesce(string_to_array(nullif(judged.reasons, ''), ';'), '{}') as reasons
    from pooled_judged as judged
    inner join pooled_parts as parts
        using (school_id, academic_year, indicator_id, cut, analogue);
    analyze fresh_pooled;
    """
}

/// How values of a mean lie about the mean of their school, over all schools of each year and cut.
private struct YearSpreads {
  private struct Row: Decodable {
    let academicYear: Int
    let cut: String
    let squares: Double
    let degrees: Double
  }

  private struct Place: Hashable {
    let year: Int
    let cut: String
  }

  private let spreads: [Place: Interval.Spread]

  init(_ db: Database, of indicator: Int) throws {
    let rows = try db.all(
      """
      select academic_year, cut,
          sum(greatest(sum_squares - numerator * numerator / denominator, 0)) as squares,
          sum(denominator - 1) as degrees
      from result.indicator_value
      where indicator_id = \(indicator) and until_run is null and denominator > 0
          and sum_squares is not null
          and academic_year in (
              select academic_year from pooled_unit where indicator_id = \(indicator)
          )
      group by academic_year, cut
      """, as: Row.self)
    spreads = Dictionary(
      uniqueKeysWithValues: rows.map {
        (
          Place(year: $0.academicYear, cut: $0.cut),
          Interval.Spread(squares: $0.squares, degrees: $0.degrees)
        )
      })
  }

  subscript(year: Int, cut: String) -> Interval.Spread? { spreads[Place(year: year, cut: cut)] }
}
