import Postgres
import Schools
import Statistics

/// Sets every value beside its analogues and writes what may be said.
///
/// The parts of a school's analogue are its group's total without the school, or the sum over a list of schools: one
/// definition for both.
/// Works on a few units (an indicator in one year and cut) at a time, so memory does not grow with the number of schools and
/// indicators. Exact parts stay in the database; only what is divided passes through here.
/// A unit is compared anew when something it rests on changed in this run: see ``ComparedUnits``. Everything else is as it was.
struct Compare {
  let run: Run

  private struct Definition: Decodable {
    let indicatorId: Int
    let passport: Indicator
  }

  /// Returns the number of comparisons in force.
  func perform(_ db: Database) throws -> Int {
    try ReferenceValues(run: run).replace(db)
    try AnalogueLists(run: run).replace(db)
    try db.script(run.isWhole ? ComparedUnits.every : ComparedUnits.changed(in: run.id))
    try db.script(ComparedBatch.table + ComparedPart.table + Self.tables)
    let definitions = Dictionary(
      uniqueKeysWithValues: try db.all(
        "select indicator_id, passport from result.indicator", as: Definition.self
      ).map { ($0.indicatorId, $0.passport) })
    let doubtful = try DoubtfulMarks(db)
    let lists = try ListParts(db)
    var changed = 0
    var unit: (indicator: Int, comparison: UnitComparison)?
    for batch in try ComparedBatch.all(of: "compared_unit", db) {
      guard let passport = definitions[batch.indicator] else { continue }
      if unit?.indicator != batch.indicator {
        let ground = try ComparisonGround(
          db, of: batch.indicator, passport, doubtful: doubtful,
          coverage: lists.coverage(of: batch.indicator, db))
        unit = (
          batch.indicator,
          UnitComparison(
            indicator: passport, ground: ground, lists: lists, limits: run.thresholds)
        )
      }
      guard let compare = unit?.comparison else { continue }
      let units = try ComparedPart.units(batch, passport, lists, db)
      let changes = try write(Parallel.map(units.count) { compare(units[$0]) }, db)
      changed += changes.added - changes.closed
    }
    guard run.isWhole else { return try Self.countBefore(db) + changed }
    try db.execute("select core.refresh_statistics('result.comparison'::regclass)")
    return try db.value(
      "select count(*) from result.comparison where until_run is null", as: Int.self)
  }

  /// As the last run counted them: to count them all takes longer than to compare a few anew.
  private static func countBefore(_ db: Database) throws -> Int {
    try db.value(
      """
      select (figures ->> 'comparisons')::bigint from result.run
      where state = 'done' order by run_id desc limit 1
      """, as: Int.self)
  }

  private static let tables = """
    create temp table judged (
        number integer, \(UnitComparison.Judged.columns.map { "\($0) double precision, " }.joined())
        band integer, verdict text, reasons text[], shows_analogue boolean
    ) on commit drop;
    create temp table fresh_comparison on commit drop as
    select * from result.comparison limit 0;
    """

  /// Writes what is said of the parts in `compared_parts`, and closes what is said no longer of the units in `batch_unit`.
  private func write(
    _ units: [[UnitComparison.Judged]], _ db: Database
  ) throws -> Versioned.Changes {
    try db.script("truncate judged, fresh_comparison")
    try db.copyIn("copy judged from stdin (format binary)") { writer in
      for found in units.joined() {
        try writer.startRow(columns: Int16(5 + UnitComparison.Judged.columns.count))
        writer.int32(Int32(found.number))
        for number in found.figures {
          if let number { writer.double(number) } else { writer.null() }
        }
        if let band = found.band { writer.int32(Int32(band)) } else { writer.null() }
        writer.text(found.verdict.rawValue)
        writer.texts(found.reasons.map(\.rawValue))
        writer.bool(found.showsAnalogue)
      }
    }
    try db.script(Self.assemble)
    return try Versioned(
      table: "result.comparison", fresh: "fresh_comparison",
      key: ["school_id", "academic_year", "indicator_id", "cut", "analogue"],
      values: [
        "numerator", "denominator", "value", "low", "high", "school_count", "analogue_numerator",
        "analogue_denominator", "analogue_value", "difference", "difference_low",
        "difference_high", "percentile", "verdict", "reasons", "effect", "z", "band", "p_value",
      ],
      scope: .init(table: "batch_unit", columns: ["indicator_id", "academic_year", "cut"])
    ).write(db, run: run.id)
  }

  private static let assemble = """
    analyze compared_parts, judged;
    insert into fresh_comparison (
        school_id, academic_year, indicator_id, cut, analogue, numerator, denominator, value, low,
        high, school_count, analogue_numerator, analogue_denominator, analogue_value, difference,
        difference_low, difference_high, percentile, verdict, reasons, effect, z, band, p_value
    )
    select
        parts.school_id, parts.academic_year, parts.indicator_id, parts.cut, parts.analogue,
        parts.numerator, parts.denominator, judged.value, judged.low, judged.high,
        parts.school_count,
        case when judged.shows_analogue then parts.analogue_numerator end,
        case when judged.shows_analogue then parts.analogue_denominator end,
        judged.analogue_value, judged.difference, judged.difference_low, judged.difference_high,
        judged.percentile, judged.verdict, judged.reasons, judged.effect, judged.z, judged.band,
        judged.p_value
    from judged
    inner join compared_parts as parts using (number);
    analyze fresh_comparison;
    """
}
