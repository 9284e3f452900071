-- The parts of every value beside the parts of its analogues: a group's total without the school itself, what its
-- territories have published without the school where it can be taken out, and the school a year earlier, with those it grew out of. One row per
-- analogue, also where the analogue is empty; published ones for what the crosswalk names.
create view analogue.parts with (security_invoker = true) as
select
    value.school_id,
    value.academic_year,
    value.indicator_id,
    value.cut,
    territory.level,
    total.territory_id,
    case territory.level when 'region' then 'regional' else 'municipal' end as analogue,
    value.numerator,
    value.denominator,
    value.sum_squares,
    value.base_numerator,
    value.base_denominator,
    total.school_count - 1 as school_count,
    total.numerator - value.numerator as analogue_numerator,
    total.denominator - value.denominator as analogue_denominator,
    total.sum_squares - value.sum_squares as analogue_sum_squares,
    total.base_numerator - value.base_numerator as analogue_base_numerator,
    total.base_denominator - value.base_denominator as analogue_base_denominator
from result.indicator_value as value
inner join result.group_member as member
    on value.school_id = member.school_id
inner join core.territory as territory
    on member.territory_id = territory.territory_id
inner join result.group_value as total
    on
        member.territory_id = total.territory_id
        and value.academic_year = total.academic_year
        and value.indicator_id = total.indicator_id
        and value.cut = total.cut
        and total.until_run is null
where value.until_run is null
union all
select
    value.school_id,
    value.academic_year,
    value.indicator_id,
    value.cut,
    territory.level,
    territory.territory_id,
    case territory.level
        when 'region' then 'regional_published'
        else 'municipal_published'
    end as analogue,
    value.numerator,
    value.denominator,
    value.sum_squares,
    value.base_numerator,
    value.base_denominator,
    published.school_count - 1 as school_count,
    case when rest.is_possible then rest.numerator end as analogue_numerator,
    case when rest.is_possible then rest.denominator end as analogue_denominator,
    case
        when
            rest.is_possible
            and rest.sum_squares * rest.denominator >= power(rest.numerator, 2)
            then rest.sum_squares
    end as analogue_sum_squares,
    null as analogue_base_numerator,
    null as analogue_base_denominator
from (
    select distinct
        indicator.indicator_id,
        indicator.passport ->> 'kind' as kind,
        entry.cut
    from result.crosswalk_entry as entry
    inner join result.crosswalk
        on
            entry.crosswalk_id = crosswalk.crosswalk_id
            and crosswalk.is_current
    inner join result.indicator
        on
            entry.indicator_code = indicator.code
            and indicator.is_current
    where entry.class <> 'none'
) as named
inner join result.indicator_value as value
    on
        named.indicator_id = value.indicator_id
        and named.cut = value.cut
inner join result.group_member as member
    on value.school_id = member.school_id
inner join core.territory as territory
    on member.territory_id = territory.territory_id
left join result.published_value as published
    on
        territory.oktmo = published.oktmo
        and value.academic_year = published.academic_year
        and value.indicator_id = published.indicator_id
        and value.cut = published.cut
        and published.until_run is null
cross join
    lateral (
        values (
            published.numerator - value.numerator,
            published.denominator - value.denominator,
            published.sum_squares - value.sum_squares,
            published.population = 'all'
            and published.denominator > value.denominator
            and (
                named.kind <> 'share'
                or (
                    published.numerator >= value.numerator
                    and published.denominator - published.numerator
                    >= value.denominator - value.numerator
                )
            )
        )
    ) as rest (numerator, denominator, sum_squares, is_possible)
where value.until_run is null
union all
select
    value.school_id,
    value.academic_year,
    value.indicator_id,
    value.cut,
    null as level,
    null as territory_id,
    'previous' as analogue,
    value.numerator,
    value.denominator,
    value.sum_squares,
    value.base_numerator,
    value.base_denominator,
    null as school_count,
    coalesce(linked.numerator, previous.numerator) as analogue_numerator,
    coalesce(linked.denominator, previous.denominator) as analogue_denominator,
    coalesce(linked.sum_squares, previous.sum_squares) as analogue_sum_squares,
    coalesce(linked.base_numerator, previous.base_numerator)
        as analogue_base_numerator,
    coalesce(linked.base_denominator, previous.base_denominator)
        as analogue_base_denominator
from result.indicator_value as value
left join result.indicator_value as previous
    on
        value.school_id = previous.school_id
        and value.academic_year - 1 = previous.academic_year
        and value.indicator_id = previous.indicator_id
        and value.cut = previous.cut
        and previous.until_run is null
left join result.linked_value as linked
    on
        value.school_id = linked.school_id
        and value.academic_year - 1 = linked.academic_year
        and value.indicator_id = linked.indicator_id
        and value.cut = linked.cut
        and linked.until_run is null
where value.until_run is null
