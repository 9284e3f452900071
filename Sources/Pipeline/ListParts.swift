import Postgres

/// The parts of analogues that are lists of schools, for a batch of units at a time; and how much of a list is behind them.
///
/// A list with its own school is a *family*. Schools that share one (all of a kind in a municipality, all of a saved set)
/// share its sum, from which each is taken out: the work grows with the families' members, not with the square of the schools.
/// A cell hidden by the rules of disclosure is in no sum, so that lists which differ by a school differ by an open cell.
struct ListParts {
  private struct SchoolYear: Hashable, Decodable {
    let schoolId: Int
    let academicYear: Int
  }

  private struct Family {
    let year: Int
    var schools: [Int]
  }

  private let families: [Int: Family]

  /// Reads the lists in force of the years that are compared.
  init(_ db: Database) throws {
    struct Member: Decodable {
      let family: Int
      let academicYear: Int
      let schoolId: Int
    }
    try db.script(Self.prepared)
    var families: [Int: Family] = [:]
    for member in try db.all(
      "select family, academic_year, school_id from family_member order by family, school_id",
      as: Member.self)
    {
      families[member.family, default: Family(year: member.academicYear, schools: [])]
        .schools.append(member.schoolId)
    }
    self.families = families
  }

  /// The schools of a list and its own school.
  func schools(_ family: Int) -> [Int] { families[family]?.schools ?? [] }

  /// Adds to `compared_parts` a row for each value of the units in `batch_unit` and each list of its school.
  ///
  /// - Parameter isSummed: false leaves the analogues empty.
  func add(isSummed: Bool, _ db: Database) throws {
    // The planner must know how many there are: by its guess it would look each up in all the others.
    try db.script("truncate cell, family_total; \(Self.cells); analyze cell")
    if isSummed { try db.script("\(Self.totals); analyze family_total") }
    try db.script(Self.rows)
  }

  /// How much of each family, by its number, is behind a value of the indicator: schools with a value, or with every table it
  /// reads, of those to be expected; 0 to 1, absent where nobody is missing. The family's own school is not counted.
  func coverage(of indicator: Int, _ db: Database) throws -> [Int: Double] {
    struct Absence: Decodable {
      let schoolId: Int
      let academicYear: Int
      let isExpected: Bool
    }
    var expected: [SchoolYear: Bool] = [:]
    for row in try db.all(
      """
      select absent.school_id, absent.academic_year, absent.is_expected
      from absent
      inner join result.indicator
          on indicator.indicator_id = \(indicator) and indicator.passport -> 'tables' = absent.tables
      """, as: Absence.self)
    {
      expected[SchoolYear(schoolId: row.schoolId, academicYear: row.academicYear)] = row.isExpected
    }
    guard !expected.isEmpty else { return [:] }
    let valued = Set(
      try db.all(
        """
        select distinct school_id, academic_year from result.indicator_value
        where indicator_id = \(indicator) and until_run is null
        """, as: SchoolYear.self))
    return families.compactMapValues { family in
      var (behind, silent) = (0, 0)
      for school in family.schools {
        let place = SchoolYear(schoolId: school, academicYear: family.year)
        guard let isExpected = expected[place], !valued.contains(place) else {
          behind += 1
          continue
        }
        if isExpected { silent += 1 }
      }
      return silent == 0 ? nil : Double(behind - 1) / Double(behind - 1 + silent)
    }
  }
}

extension ListParts {
  /// - `list`: every list in force of a compared year; its family, or the reason why it has no schools.
  /// - `absent`: schools of families that did not send every table of a set of tables. Expected are those that ever did, or
  ///   never sent anything; and of schools that are closed, or had sent nothing yet, those with other data of the year.
  private static let prepared = """
    create temp table list on commit drop as
    with whole as (
        select
            own.school_id, own.academic_year, own.analogue, own.reason,
            jsonb_array_length(coalesce(own.basis -> 'dropped', '[]')) > 0 as is_relaxed,
            case
                when own.reason is null
                    then array_agg(other.member_id order by other.member_id)
            end as members
        from result.analogue_set as own
        inner join (
            select school_id, academic_year, analogue, member_id
            from result.analogue_member where until_run is null
            union all
            select school_id, academic_year, analogue, school_id
            from result.analogue_set where until_run is null
        ) as other using (school_id, academic_year, analogue)
        where own.until_run is null
            and own.academic_year in (select academic_year from compared_unit)
        group by own.school_id, own.academic_year, own.analogue, own.reason, own.basis
    )
    select
        *,
        case
            when members is not null then dense_rank() over (order by academic_year, members)
        end as family
    from whole;
    create temp table family_member on commit drop as
    select family, academic_year, unnest(members) as school_id
    from (select distinct family, academic_year, members from list where family is not null) as one;
    alter table list drop column members;
    create temp table absent on commit drop as
    with complete as materialized (
        select tables, school_id, academic_year from analogue.complete
    ),
    delivering as (select distinct school_id, academic_year from intake.slice),
    known as (
        select school_id, min(academic_year) as first_year from delivering group by school_id
    )
    select
        reader.tables, asked.school_id, asked.academic_year,
        (
            delivering.school_id is not null
            or school.is_open
            and coalesce(known.first_year, asked.academic_year) <= asked.academic_year
        )
        and (
            known.school_id is null
            or exists (
                select from complete
                where complete.tables = reader.tables and complete.school_id = asked.school_id
            )
        ) as is_expected
    from (select distinct school_id, academic_year from family_member) as asked
    inner join core.school on asked.school_id = school.school_id
    left join known on asked.school_id = known.school_id
    left join delivering
        on asked.school_id = delivering.school_id
            and asked.academic_year = delivering.academic_year
    cross join (
        select distinct passport -> 'tables' as tables from result.indicator where is_current
    ) as reader
    where not exists (
        select from complete
        where complete.tables = reader.tables and complete.school_id = asked.school_id
            and complete.academic_year = asked.academic_year
    );
    create temp table cell (
        school_id bigint, academic_year integer, indicator_id bigint, cut text, numerator numeric,
        denominator numeric, sum_squares numeric, base_numerator numeric, base_denominator numeric,
        is_open boolean
    ) on commit drop;
    create temp table family_total (
        family integer, cut text, school_count bigint, numerator numeric, denominator numeric,
        sum_squares numeric, base_numerator numeric, base_denominator numeric
    ) on commit drop;
    analyze list, family_member, absent;
    """

  /// What is hidden from those who compare is in no sum over a list.
  private static let cells = """
    insert into cell
    select
        value.school_id, value.academic_year, value.indicator_id, value.cut, value.numerator,
        value.denominator, value.sum_squares, value.base_numerator, value.base_denominator,
        not exists (
            select from result.hidden_cell as hidden
            where hidden.school_id = value.school_id
                and hidden.academic_year = value.academic_year
                and hidden.indicator_id = value.indicator_id and hidden.cut = value.cut
                and hidden.until_run is null
                and hidden.level <= \(DisclosureLevel.region.rawValue)
        ) as is_open
    from batch_unit
    inner join result.indicator_value as value
        on value.indicator_id = batch_unit.indicator_id
            and value.academic_year = batch_unit.academic_year
            and value.cut = batch_unit.cut
    where value.until_run is null
    """

  private static let totals = """
    insert into family_total
    select
        member.family, cell.cut, count(*), sum(cell.numerator), sum(cell.denominator),
        sum(cell.sum_squares), sum(cell.base_numerator), sum(cell.base_denominator)
    from family_member as member
    inner join cell
        on member.school_id = cell.school_id and member.academic_year = cell.academic_year
    where cell.is_open
    group by member.family, cell.cut
    """

  private static let rows = """
    insert into compared_parts (
        school_id, academic_year, indicator_id, cut, analogue, numerator, denominator, sum_squares,
        base_numerator, base_denominator, school_count, analogue_numerator, analogue_denominator,
        analogue_sum_squares, analogue_base_numerator, analogue_base_denominator, family, reason,
        is_relaxed
    )
    select
        cell.school_id, cell.academic_year, cell.indicator_id, cell.cut, list.analogue,
        cell.numerator, cell.denominator, cell.sum_squares, cell.base_numerator,
        cell.base_denominator, total.school_count - own.count,
        total.numerator - cell.numerator * own.count,
        total.denominator - cell.denominator * own.count,
        total.sum_squares - cell.sum_squares * own.count,
        total.base_numerator - cell.base_numerator * own.count,
        total.base_denominator - cell.base_denominator * own.count,
        list.family, list.reason, list.is_relaxed
    from cell
    inner join list
        on cell.school_id = list.school_id and cell.academic_year = list.academic_year
    cross join lateral (values (cell.is_open::integer)) as own (count)
    left join family_total as total on list.family = total.family and cell.cut = total.cut
    """
}
