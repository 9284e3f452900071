import Postgres
import Schools
import Statistics

/// Sets every value beside its analogues and writes what may be said.
///
/// The parts of a school's analogue are its group's total without the school, or the sum over a list of schools: one
/// definition for both.
/// Works on one indicator at a time, so memory does not grow with their number.
/// Exact parts stay in the database; only what is divided passes through here.
/// A year of an indicator is compared anew when a value or a total in it, or in the year before, changed in this run:
/// everything else is as it was. So is a year whose coverage, published figures or lists of schools changed, and, where signs
/// of doubt about marks may have moved, the indicators of marks.
struct Compare {
  let run: Run

  private struct Definition: Decodable {
    let indicatorId: Int
    let passport: Indicator
  }

  /// What is compared with each other: one year and one cut of an indicator.
  private struct Unit: Hashable {
    let academicYear: Int
    let cut: String
  }

  private struct Row: Decodable {
    let academicYear: Int
    let cut: String
    let schoolId: Int
    let territoryId: Int?
    let analogue: String
    let numerator: Double
    let denominator: Double
    let sumSquares: Double?
    let baseNumerator: Double?
    let baseDenominator: Double?
    let schoolCount: Int?
    let analogueNumerator: Double?
    let analogueDenominator: Double?
    let analogueSumSquares: Double?
    let analogueBaseNumerator: Double?
    let analogueBaseDenominator: Double?
    /// Of a list of schools: the list with the school itself, why there is none, and whether it was widened.
    let family: Int?
    let reason: String?
    let isRelaxed: Bool?

    var kind: AnalogueKind? { AnalogueKind(code: analogue) }

    /// The denominator of the whole group, the school included.
    var groupUnits: Double? { analogueDenominator.map { $0 + denominator } }

    var own: Parts {
      Parts(
        numerator: numerator, denominator: denominator, sumSquares: sumSquares,
        baseNumerator: baseNumerator, baseDenominator: baseDenominator)
    }

    var beside: Parts? {
      guard let analogueNumerator, let analogueDenominator else { return nil }
      return Parts(
        numerator: analogueNumerator, denominator: analogueDenominator,
        sumSquares: analogueSumSquares, baseNumerator: analogueBaseNumerator,
        baseDenominator: analogueBaseDenominator)
    }
  }

  /// Returns the number of comparisons in force.
  func perform(_ db: Database) throws -> Int {
    try ReferenceValues(run: run).replace(db)
    try AnalogueLists(run: run).replace(db)
    try db.script(
      """
      create temp table judged (
          school_id bigint, academic_year integer, indicator_id bigint, cut text, analogue text,
          value double precision, low double precision, high double precision,
          analogue_value double precision, difference double precision,
          difference_low double precision, difference_high double precision,
          percentile double precision, effect double precision, z double precision,
          p_value double precision, band integer, verdict text, reasons text,
          shows_analogue boolean
      ) on commit drop;
      """)
    try db.script(run.isWhole ? ComparedUnits.every : ComparedUnits.changed(in: run.id))
    let definitions = try db.all(
      """
      select indicator_id, passport from result.indicator
      where exists (
          select 1 from compared_unit where compared_unit.indicator_id = indicator.indicator_id
      )
      order by indicator_id
      """, as: Definition.self)
    let doubtful = try DoubtfulMarks(db)
    let lists = try ListParts(db)
    for definition in definitions {
      var rows = try db.all(
        """
        select academic_year, cut, school_id, territory_id, analogue, numerator, denominator,
            sum_squares, base_numerator, base_denominator, school_count, analogue_numerator,
            analogue_denominator, analogue_sum_squares, analogue_base_numerator,
            analogue_base_denominator, null::integer as family, null as reason,
            null::boolean as is_relaxed
        from analogue.parts
        where indicator_id = \(definition.indicatorId)
            and academic_year in (
                select academic_year from compared_unit
                where indicator_id = \(definition.indicatorId)
            )
        """, as: Row.self)
      let own = rows.filter { $0.kind == .previous }
      rows += try lists.fill(
        definition.indicatorId, isSummed: !definition.passport.isSensitive,
        hiding: hidden(db, definition.indicatorId), as: Row.self, db)
      let ground = try ComparisonGround(
        db, of: definition.indicatorId, definition.passport, doubtful: doubtful,
        coverage: lists.coverage(
          of: definition.indicatorId,
          valued: Set(own.map { .init(schoolId: $0.schoolId, academicYear: $0.academicYear) }), db))
      let units = Dictionary(grouping: rows) { Unit(academicYear: $0.academicYear, cut: $0.cut) }
      _ = try db.copyIn("copy judged from stdin (format binary)") { writer in
        for rows in units.values {
          try compare(rows, of: definition.passport, on: ground, lists) { row, comparison in
            try Self.write(row, definition.indicatorId, comparison, to: &writer)
          }
        }
      }
    }
    try db.script(Self.assemble)
    try Versioned(
      table: "result.comparison", fresh: "fresh_comparison",
      key: ["school_id", "academic_year", "indicator_id", "cut", "analogue"],
      values: [
        "numerator", "denominator", "value", "low", "high", "school_count", "analogue_numerator",
        "analogue_denominator", "analogue_value", "difference", "difference_low",
        "difference_high", "percentile", "verdict", "reasons", "effect", "z", "band", "p_value",
      ],
      scope: .init(table: "compared_unit", columns: ["indicator_id", "academic_year"])
    ).replace(db, run: run.id)
    return try db.value(
      "select count(*) from result.comparison where until_run is null", as: Int.self)
  }

  /// The cells that are hidden from those who compare: no sum over a list holds them.
  private func hidden(_ db: Database, _ indicator: Int) throws -> [ListParts.Cell] {
    try db.all(
      """
      select school_id as school, academic_year as year, cut from result.hidden_cell
      where indicator_id = \(indicator) and until_run is null
          and level <= \(DisclosureLevel.region.rawValue)
          and academic_year in (
              select academic_year from compared_unit where indicator_id = \(indicator)
          )
      """, as: ListParts.Cell.self)
  }

  private func compare(
    _ rows: [Row], of indicator: Indicator, on ground: ComparisonGround, _ lists: ListParts,
    _ body: (Row, Comparison) throws -> Void
  ) throws {
    let rule = Disclosure(run.thresholds)
    // A place among small values would tell of them.
    func shown(_ row: Row) -> Double? {
      rule.hidesCell(row.own, of: indicator, at: .municipality)
        ? nil : row.own.value(indicator.kind)
    }
    let own = rows.filter { $0.kind == .previous }
    let pooled = rows.filter { $0.kind == .municipal || $0.kind == .regional }
    let groups = Dictionary(grouping: pooled.filter { $0.territoryId != nil }) { $0.territoryId! }
    let values = groups.mapValues { members in
      members.map { (school: $0.schoolId, value: shown($0)) }
    }
    let units = groups.compactMapValues { $0.first?.groupUnits }
    let valueOfSchool = Dictionary(
      uniqueKeysWithValues: own.compactMap { row in shown(row).map { (row.schoolId, $0) } })
    let spread = indicator.kind == .mean ? Interval.Spread(within: own.compactMap(\.own.sums)) : nil
    for row in rows {
      guard let kind = row.kind else { continue }
      let members = kind.isPublished ? [] : row.territoryId.flatMap { values[$0] } ?? []
      var analogue = Comparison.Analogue(
        kind: kind, schools: row.schoolCount, parts: row.beside,
        values: members.filter { $0.school != row.schoolId }.compactMap(\.value))
      if kind.isList {
        analogue.noListReason = row.reason.map {
          ComparisonReason(rawValue: $0) ?? .analogueMissing
        }
        analogue.isRelaxed = row.isRelaxed ?? false
        if let family = row.family, !indicator.isSensitive {
          analogue.coverage = ground.coverage(ofFamily: family)
          analogue.values = lists.schools(family)
            .filter { $0 != row.schoolId }.compactMap { valueOfSchool[$0] }
        }
      } else if let territory = row.territoryId {
        if kind.isPublished {
          analogue.published = ground.published(territory, row.academicYear, row.cut)
          analogue.published?.ownShare = units[territory].map { row.denominator / $0 }
          analogue.coverage = analogue.published?.coverage
        } else {
          analogue.coverage = ground.coverage(territory, row.academicYear)
        }
      } else {
        analogue.isScaleChanged = ground.isScaleChanged(row.academicYear, row.cut)
        analogue.isLinked = ground.isLinked(row.schoolId, row.academicYear - 1, row.cut)
        analogue.isSplit = ground.isSplit(row.schoolId, in: row.academicYear)
      }
      analogue.hasDoubtfulMarks = ground.isDoubtful(row.schoolId, row.academicYear)
      try body(
        row,
        Comparison(
          row.own, beside: analogue, of: indicator, under: run.thresholds, spread: spread))
    }
  }

  private static func write(
    _ row: Row, _ indicator: Int, _ found: Comparison, to writer: inout CopyWriter
  ) throws {
    try writer.startRow(columns: 20)
    writer.int64(Int64(row.schoolId))
    writer.int32(Int32(row.academicYear))
    writer.int64(Int64(indicator))
    writer.text(row.cut)
    writer.text(row.analogue)
    for number in [
      found.value, found.interval?.low, found.interval?.high, found.analogueValue,
      found.difference, found.differenceInterval?.low, found.differenceInterval?.high,
      found.percentile, found.size?.effect, found.size?.z, found.size?.probability,
    ] {
      if let number { writer.double(number) } else { writer.null() }
    }
    if let band = found.size?.band { writer.int32(Int32(band)) } else { writer.null() }
    writer.text(found.verdict.rawValue)
    writer.text(found.reasons.map(\.rawValue).joined(separator: ";"))
    writer.bool(found.analogueParts != nil)
  }

  private static let assemble = """
    analyze judged, list_parts;
    create temp table fresh_comparison on commit drop as
    select
        parts.school_id, parts.academic_year, parts.indicator_id, parts.cut, parts.analogue,
        parts.numerator,
        parts.denominator,
        judged.value, judged.low, judged.high,
        parts.school_count,
        case when judged.shows_analogue then parts.analogue_numerator end
            as analogue_numerator,
        case when judged.shows_analogue then parts.analogue_denominator end
            as analogue_denominator,
        judged.analogue_value, judged.difference, judged.difference_low, judged.difference_high,
        judged.percentile, judged.verdict,
        coalesce(string_to_array(nullif(judged.reasons, ''), ';'), '{}') as reasons,
        judged.effect, judged.z, judged.band, judged.p_value
    from judged
    inner join (
        select
            school_id, academic_year, indicator_id, cut, analogue, numerator, denominator,
            school_count, analogue_numerator, analogue_denominator
        from analogue.parts
        union all
        select
            school_id, academic_year, indicator_id, cut, analogue, numerator, denominator,
            school_count, analogue_numerator, analogue_denominator
        from list_parts
    ) as parts
        on parts.school_id = judged.school_id
            and parts.academic_year = judged.academic_year
            and parts.indicator_id = judged.indicator_id
            and parts.cut = judged.cut
            and parts.analogue = judged.analogue;
    analyze fresh_comparison;
    """
}
