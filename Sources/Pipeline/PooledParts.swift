import Postgres

/// The parts of small schools over several years beside those of their analogues over the same years, as a temporary table
/// `pooled_parts`: for a portion of the units at a time, so that what is sorted and joined does not outgrow memory.
///
/// - A value of few units is taken together with those of the years before, under one definition: sums of parts, so weighted
///   by units. Earlier years are the school's series: with its predecessors before a merger.
/// - The analogue is the territory's total of the same years without the school and without all that is in its series:
///   nothing is set beside a window that overlaps it.
/// - Sensitive indicators are not pooled: a sum of three years less two open ones would give the third away.
struct PooledParts {
  let run: Run

  /// Makes `pooled_unit`, the units that are gathered, and returns them in portions.
  func portions(_ db: Database) throws -> [[ComparedBatch]] {
    try db.script(run.isWhole ? Self.everyUnit : changedUnits)
    try db.script(
      "create temp table portion_unit (indicator_id bigint, academic_year integer, cut text) on commit drop"
    )
    return try ComparedBatch.all(of: "pooled_unit", db)
      .portions(of: Self.limit, size: \.valueCount)
  }

  /// Values whose parts are laid out at once.
  private static let limit = 400_000

  /// Fills `portion_unit` and `pooled_parts` for one of the portions.
  func lay(_ portion: [ComparedBatch], _ db: Database) throws {
    try db.script("drop table if exists \(Self.tables)")
    try portion.lay(in: "portion_unit", db)
    try db.script(own)
    try db.script(Self.beside)
  }

  private static let tables = [
    "small", "series", "member", "own", "total", "taken", "rest", "parts",
  ].map { "pooled_\($0)" }.joined(separator: ", ")

  private static let everyUnit = """
    create temp table pooled_unit on commit drop as
    select distinct indicator_id, academic_year, cut from result.indicator_value
    where until_run is null
    union
    select distinct indicator_id, academic_year, cut from result.pooled_comparison
    where until_run is null;
    analyze pooled_unit;
    """

  /// A year and those in whose window it is.
  private var changedUnits: String {
    """
    create temp table pooled_unit on commit drop as
    with changed as (
        select indicator_id, academic_year, cut from result.comparison
        where since_run = \(run.id) or until_run = \(run.id)
        union
        select indicator_id, academic_year, cut from result.linked_value
        where since_run = \(run.id) or until_run = \(run.id)
    )
    select distinct changed.indicator_id, changed.academic_year + step.years as academic_year,
        changed.cut
    from changed
    cross join generate_series(0, \(years - 1)) as step (years);
    analyze pooled_unit;
    """
  }

  private var years: Int { Int(run.thresholds("pooled_years")) }

  /// A window for every value of few units, and a row of `pooled_member` for each school behind each of its years: the
  /// school itself, or all that its series holds then.
  private var own: String {
    """
    create temp table pooled_small on commit drop as
    select row_number() over () as window_id,
        value.school_id, value.academic_year, value.indicator_id, value.cut
    from result.indicator_value as value
    inner join portion_unit
        on portion_unit.indicator_id = value.indicator_id
            and portion_unit.academic_year = value.academic_year
            and portion_unit.cut = value.cut
    inner join result.indicator on indicator.indicator_id = value.indicator_id
    where value.until_run is null
        and indicator.passport ->> 'pool' = 'sum'
        and indicator.passport ->> 'kind' in ('share', 'mean', 'ratio')
        and not coalesce((indicator.passport ->> 'sensitive')::boolean, false)
        and least(value.denominator, value.base_denominator)
            < \(run.thresholds("pooled_units"))::numeric;
    analyze pooled_small;
    create temp table pooled_series on commit drop as
    select small.window_id, small.indicator_id, small.cut,
        small.school_id as member_id, value.academic_year as member_year, false as is_linked
    from pooled_small as small
    inner join result.indicator_value as value
        on value.school_id = small.school_id
            and value.indicator_id = small.indicator_id
            and value.cut = small.cut
            and value.academic_year
                between small.academic_year - \(years - 1) and small.academic_year
            and value.until_run is null
    union all
    select small.window_id, small.indicator_id, small.cut,
        succession.member_id, linked.academic_year, true
    from pooled_small as small
    inner join result.linked_value as linked
        on linked.school_id = small.school_id
            and linked.indicator_id = small.indicator_id
            and linked.cut = small.cut
            and linked.academic_year
                between small.academic_year - \(years - 1) and small.academic_year - 1
            and linked.until_run is null
    inner join analogue.succession
        on succession.school_id = small.school_id
            and succession.is_summed
            and succession.first_year > linked.academic_year;
    analyze pooled_series;
    create temp table pooled_member on commit drop as
    select series.window_id, series.member_id, series.member_year, series.is_linked,
        value.numerator, value.denominator, value.sum_squares, value.base_numerator,
        value.base_denominator
    from pooled_series as series
    inner join result.indicator_value as value
        on value.school_id = series.member_id
            and value.academic_year = series.member_year
            and value.indicator_id = series.indicator_id
            and value.cut = series.cut
            and value.until_run is null;
    create temp table pooled_own on commit drop as
    select window_id,
        min(member_year) as first_year,
        count(distinct member_year)::integer as year_count,
        bool_or(is_linked) as is_linked,
        sum(numerator) as numerator,
        sum(denominator) as denominator,
        sum(sum_squares) as sum_squares,
        sum(base_numerator) as base_numerator,
        sum(base_denominator) as base_denominator
    from pooled_member
    group by window_id
    having count(distinct member_year) > 1;
    analyze pooled_member, pooled_own;
    """
  }

  /// The territory's totals of the years of a window, less what the series has in that territory. Each step is a table of
  /// its own: the planner knows how many rows it has.
  private static let beside = """
    create temp table pooled_total on commit drop as
    select small.window_id, year.member_year, home.territory_id,
        total.school_count, total.numerator, total.denominator, total.sum_squares,
        total.base_numerator, total.base_denominator,
        coverage.delivered_count::double precision
            / nullif(coverage.registered_count, 0) as coverage
    from pooled_small as small
    inner join pooled_own on pooled_own.window_id = small.window_id
    inner join (select distinct window_id, member_year from pooled_member) as year
        on year.window_id = small.window_id
    inner join result.group_member as home on home.school_id = small.school_id
    inner join result.group_value as total
        on total.territory_id = home.territory_id
            and total.academic_year = year.member_year
            and total.indicator_id = small.indicator_id
            and total.cut = small.cut
            and total.until_run is null
    left join result.group_coverage as coverage
        on coverage.territory_id = home.territory_id
            and coverage.academic_year = year.member_year
            and coverage.indicator_id = small.indicator_id
            and coverage.until_run is null;
    create temp table pooled_taken on commit drop as
    select member.window_id, member.member_year, standing.territory_id,
        count(*) as school_count,
        sum(member.numerator) as numerator,
        sum(member.denominator) as denominator,
        sum(member.sum_squares) as sum_squares,
        sum(member.base_numerator) as base_numerator,
        sum(member.base_denominator) as base_denominator
    from pooled_member as member
    inner join result.group_member as standing on standing.school_id = member.member_id
    group by member.window_id, member.member_year, standing.territory_id;
    analyze pooled_total, pooled_taken;
    create temp table pooled_rest on commit drop as
    select total.window_id, total.territory_id,
        min(total.school_count - coalesce(taken.school_count, 0)) as school_count,
        sum(total.numerator - coalesce(taken.numerator, 0)) as numerator,
        sum(total.denominator - coalesce(taken.denominator, 0)) as denominator,
        sum(total.sum_squares - coalesce(taken.sum_squares, 0)) as sum_squares,
        sum(total.base_numerator - coalesce(taken.base_numerator, 0)) as base_numerator,
        sum(total.base_denominator - coalesce(taken.base_denominator, 0)) as base_denominator,
        min(total.coverage) as coverage
    from pooled_total as total
    left join pooled_taken as taken
        on taken.window_id = total.window_id
            and taken.member_year = total.member_year
            and taken.territory_id = total.territory_id
    group by total.window_id, total.territory_id;
    analyze pooled_rest;
    create temp table pooled_parts on commit drop as
    select small.school_id, small.academic_year, small.indicator_id, small.cut,
        own.first_year, own.year_count, own.is_linked, own.numerator, own.denominator,
        own.sum_squares, own.base_numerator, own.base_denominator,
        case territory.level when 'region' then 'regional' else 'municipal' end as analogue,
        rest.school_count,
        rest.numerator as analogue_numerator,
        rest.denominator as analogue_denominator,
        rest.sum_squares as analogue_sum_squares,
        rest.base_numerator as analogue_base_numerator,
        rest.base_denominator as analogue_base_denominator,
        rest.coverage
    from pooled_small as small
    inner join pooled_own as own on own.window_id = small.window_id
    inner join pooled_rest as rest on rest.window_id = small.window_id
    inner join core.territory on territory.territory_id = rest.territory_id;
    create index on pooled_parts (indicator_id, academic_year, cut);
    analyze pooled_parts;
    """
}
