/// Which years of which indicators are compared anew, as a temporary table `compared_unit`.
///
/// Never a year whose records went at the end of their time: what comparisons rest on beside values, such as signs of doubt
/// and coverage, can no longer be told of it.
enum ComparedUnits {
  static let every = """
    create temp table compared_unit on commit drop as
    select indicator_id, academic_year from result.indicator_value where until_run is null
    union
    select indicator_id, academic_year from result.comparison where until_run is null;
    \(withoutRetired)
    """

  private static let withoutRetired = """
    delete from compared_unit
    where academic_year in (
        select academic_year from intake.retired_year where is_of_retention
    );
    analyze compared_unit;
    """

  /// - A value, a total or a series with predecessors changed: its year, and the next, whose earlier year it is.
  /// - Schools came to a territory's total or went: coverage is told of every indicator. Pupils alone change no reason.
  /// - A published figure changed.
  /// - What is hidden changed: no sum over a list of schools holds it.
  /// - A list of schools changed: all indicators of its year.
  /// - Marks beside exams changed anywhere: signs of doubt stand with the indicators of marks.
  static func changed(in run: Int) -> String {
    """
    create temp table compared_unit on commit drop as
    with changed as (
        select indicator_id, academic_year from result.indicator_value
        where since_run = \(run) or until_run = \(run)
        union
        select indicator_id, academic_year from result.group_value
        where since_run = \(run) or until_run = \(run)
        union
        select indicator_id, academic_year from result.linked_value
        where since_run = \(run) or until_run = \(run)
    ),
    covered as (
        select indicator_id, academic_year, territory_id, registered_count, delivered_count,
            since_run = \(run) as is_new
        from result.group_coverage
        where since_run = \(run) or until_run = \(run)
    )
    select indicator_id, academic_year from changed
    union
    select indicator_id, academic_year + 1 from changed
    union
    select indicator_id, academic_year from covered
    group by indicator_id, academic_year, territory_id
    having count(*) = 1
        or count(distinct registered_count) > 1
        or count(distinct delivered_count) > 1
    union
    select indicator_id, academic_year from result.published_value
    where since_run = \(run) or until_run = \(run)
    union
    select valued.indicator_id, valued.academic_year
    from (
        select distinct indicator_id, academic_year from result.indicator_value
        where until_run is null
    ) as valued
    where valued.academic_year in (
        select academic_year from result.analogue_set
        where since_run = \(run) or until_run = \(run)
        union
        select academic_year from result.analogue_member
        where since_run = \(run) or until_run = \(run)
    )
    union
    select indicator_id, academic_year from result.hidden_cell
    where since_run = \(run) or until_run = \(run)
    union
    select marks.indicator_id, changed.academic_year
    from changed
    inner join result.indicator as sign
        on sign.indicator_id = changed.indicator_id and starts_with(sign.code, 'qa.')
    inner join result.indicator as marks
        on marks.is_current and starts_with(marks.code, 'int.marks.');
    \(withoutRetired)
    """
  }
}
