import Postgres

/// The years of a school before it grew out of others: the parts of its predecessors, and its own where it was there
/// already, added up.
///
/// A year is linked only when every school behind it sent data for it: a sum without one of them would look like a smaller
/// school. What is sensitive is not linked, as a predecessor's open value would give a hidden one away; nor is what has one
/// unit a school, where parts do not grow with it.
struct LinkedValues {
  let run: Run

  func replace(_ db: Database) throws {
    try db.script(
      """
      create temp table succession on commit drop as
      select school_id, member_id, first_year from analogue.succession where is_summed;
      create temp table linked_member on commit drop as
      with delivered as (
          select distinct school_id, academic_year from result.indicator_value
          where until_run is null
              and school_id in (
                  select school_id from succession union select member_id from succession
              )
      ),
      linked_year as (
          select distinct succession.school_id, delivered.academic_year
          from succession
          inner join delivered
              on delivered.school_id = succession.member_id
                  and delivered.academic_year < succession.first_year
      ),
      member as (
          select linked_year.school_id, linked_year.academic_year, succession.member_id
          from linked_year
          inner join succession
              on succession.school_id = linked_year.school_id
                  and succession.first_year > linked_year.academic_year
          -- A school of which there were records before joins with its own.
          union
          select linked_year.school_id, linked_year.academic_year, linked_year.school_id
          from linked_year
          inner join delivered
              on delivered.school_id = linked_year.school_id
                  and delivered.academic_year <= linked_year.academic_year
      )
      select member.school_id, member.academic_year, member.member_id
      from member
      where not exists (
          select 1
          from member as other
          where other.school_id = member.school_id
              and other.academic_year = member.academic_year
              and not exists (
                  select 1 from delivered
                  where delivered.school_id = other.member_id
                      and delivered.academic_year = other.academic_year
              )
      );
      create temp table fresh_linked on commit drop as
      select
          member.school_id,
          member.academic_year,
          value.indicator_id,
          value.cut,
          count(*) as member_count,
          sum(value.numerator) as numerator,
          sum(value.denominator) as denominator,
          sum(value.sum_squares) as sum_squares,
          sum(value.base_numerator) as base_numerator,
          sum(value.base_denominator) as base_denominator
      from linked_member as member
      inner join result.indicator_value as value
          on value.school_id = member.member_id
              and value.academic_year = member.academic_year
              and value.until_run is null
      inner join result.indicator on indicator.indicator_id = value.indicator_id
      where indicator.passport ->> 'pool' = 'sum'
          and indicator.passport ->> 'kind' <> 'flag'
          and not coalesce((indicator.passport ->> 'sensitive')::boolean, false)
      group by
          member.school_id, member.academic_year, value.indicator_id, value.cut,
          indicator.passport ->> 'kind'
      having indicator.passport ->> 'kind' <> 'count' or bool_or(value.denominator <> 1);
      """)
    try Versioned(
      table: "result.linked_value", fresh: "fresh_linked",
      key: ["school_id", "academic_year", "indicator_id", "cut"],
      values: [
        "member_count", "numerator", "denominator", "sum_squares", "base_numerator",
        "base_denominator",
      ]
    ).replace(db, run: run.id)
  }
}
