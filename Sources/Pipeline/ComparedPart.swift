import Postgres
import Schools

/// A row of `compared_parts`: the parts of a value beside those of one of its analogues.
struct ComparedPart: Decodable, Sendable {
  let number: Int
  let academicYear: Int
  let cut: String
  let schoolId: Int
  let territoryId: Int?
  private let analogue: String
  private let numerator: Double
  private let denominator: Double
  private let sumSquares: Double?
  private let baseNumerator: Double?
  private let baseDenominator: Double?
  let schoolCount: Int?
  private let analogueNumerator: Double?
  private let analogueDenominator: Double?
  private let analogueSumSquares: Double?
  private let analogueBaseNumerator: Double?
  private let analogueBaseDenominator: Double?
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

extension ComparedPart {
  static let table = """
    create temp table compared_parts (
        like analogue.parts, family integer, reason text, is_relaxed boolean,
        number integer generated always as identity
    ) on commit drop;
    """

  /// Fills `compared_parts` for the units of `batch_unit` and returns them, unit by unit.
  static func units(
    _ batch: ComparedBatch, _ indicator: Indicator, _ lists: ListParts, _ db: Database
  ) throws -> [[ComparedPart]] {
    try batch.lay(db)
    try db.script("truncate compared_parts restart identity")
    try db.execute(
      "insert into compared_parts (\(raw: columns)) select \(raw: columns) from analogue.parts where "
        + batch.near + " and (academic_year, cut) in (select academic_year, cut from batch_unit)")
    try lists.add(isSummed: !indicator.isSensitive, db)
    var units: [[ComparedPart]] = []
    for part in try db.all(
      """
      select number, \(raw: columns), family, reason, is_relaxed
      from compared_parts order by academic_year, cut
      """, as: ComparedPart.self)
    {
      if let last = units.last?.first, last.academicYear == part.academicYear,
        last.cut == part.cut
      {
        units[units.count - 1].append(part)
      } else {
        units.append([part])
      }
    }
    return units
  }

  private static let columns = """
    school_id, academic_year, indicator_id, cut, level, territory_id, analogue, numerator,
    denominator, sum_squares, base_numerator, base_denominator, school_count,
    analogue_numerator, analogue_denominator, analogue_sum_squares, analogue_base_numerator,
    analogue_base_denominator
    """
}
