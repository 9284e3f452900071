-- How much of a territory stands behind its total: schools with the tables an indicator reads, or with the
-- indicator returned as counts, of those that were registered in the year. A school that sent all tables and has no
-- value (no grade 11) is not missing. Nor is one that has sent bundles and never those tables: a primary school has no
-- exams to tell of.
create view analogue.coverage with (security_invoker = true) as
with

latest as (
    select max(academic_year) as academic_year from intake.slice
),

known as (
    select
        school_id,
        min(academic_year) as first_year
    from intake.slice
    group by school_id
),

delivering as (
    select distinct
        school_id,
        academic_year
    from intake.slice
),

computed as (
    select distinct
        academic_year,
        indicator_id
    from result.group_value
    where until_run is null
),

reading as (
    select
        indicator.indicator_id,
        indicator.code,
        indicator.passport -> 'tables' as tables
    from result.indicator
    where indicator.is_current
),

complete as (
    select
        complete.tables,
        complete.school_id,
        complete.academic_year
    from analogue.complete
),

-- The roll of the year, or of the nearest year before, or after.
size as (
    select
        school.school_id,
        computed.academic_year,
        roll.pupils
    from core.school
    cross join (select distinct computed.academic_year from computed) as computed
    left join
        lateral (
            select value.numerator as pupils
            from result.indicator_value as value
            inner join result.indicator
                on
                    value.indicator_id = indicator.indicator_id
                    and indicator.code = 'ctx.size'
            where
                value.school_id = school.school_id
                and value.until_run is null
                and value.cut = 'all'
            order by
                (value.academic_year > computed.academic_year) asc,
                abs(value.academic_year - computed.academic_year) asc
            limit 1
        ) as roll
        on true
),

registered as (
    select
        size.school_id,
        size.academic_year,
        size.pupils,
        known.school_id is not null as is_known
    from size
    inner join core.school
        on size.school_id = school.school_id
    cross join latest
    left join known
        on size.school_id = known.school_id
    left join delivering
        on
            size.school_id = delivering.school_id
            and size.academic_year = delivering.academic_year
    where
        delivering.school_id is not null
        or (
            school.is_open
            and coalesce(known.first_year, latest.academic_year) <= size.academic_year
        )
),

roll as (
    select
        member.territory_id,
        registered.academic_year,
        count(*) as registered_count,
        case when count(*) = count(registered.pupils) then sum(registered.pupils) end
            as pupils,
        count(*) filter (where registered.is_known) as known_count,
        sum(registered.pupils) filter (where registered.is_known) as known_pupils
    from registered
    inner join result.group_member as member
        on registered.school_id = member.school_id
    group by
        member.territory_id,
        registered.academic_year
),

ever_complete as (
    select distinct
        complete.tables,
        complete.school_id
    from complete
),

-- Of the schools that have sent bundles those that ever sent all tables of a set: the others are not expected to.
expected as (
    select
        ever_complete.tables,
        member.territory_id,
        registered.academic_year,
        count(*) as school_count,
        sum(registered.pupils) as pupils
    from ever_complete
    inner join registered
        on ever_complete.school_id = registered.school_id
    inner join result.group_member as member
        on registered.school_id = member.school_id
    group by
        ever_complete.tables,
        member.territory_id,
        registered.academic_year
),

read_whole as (
    select
        complete.tables,
        member.territory_id,
        complete.academic_year,
        count(*) as delivered_count,
        sum(size.pupils) as pupils
    from complete
    inner join result.group_member as member
        on complete.school_id = member.school_id
    inner join size
        on
            complete.school_id = size.school_id
            and complete.academic_year = size.academic_year
    group by
        complete.tables,
        member.territory_id,
        complete.academic_year
),

returned as (
    select
        reading.indicator_id,
        member.territory_id,
        told.academic_year,
        count(*) as delivered_count,
        sum(size.pupils) as pupils,
        count(*) filter (where ever_complete.school_id is null) as added_count,
        sum(size.pupils) filter (where ever_complete.school_id is null)
            as added_pupils
    from (
        select distinct
            school_id,
            academic_year,
            indicator_code
        from core.indicator_return
        where denominator > 0
    ) as told
    inner join reading
        on told.indicator_code = reading.code
    inner join result.group_member as member
        on told.school_id = member.school_id
    inner join size
        on
            told.school_id = size.school_id
            and told.academic_year = size.academic_year
    left join ever_complete
        on
            reading.tables = ever_complete.tables
            and told.school_id = ever_complete.school_id
    where
        not exists (
            select 1
            from complete
            where
                complete.tables = reading.tables
                and complete.school_id = told.school_id
                and complete.academic_year = told.academic_year
        )
    group by
        reading.indicator_id,
        member.territory_id,
        told.academic_year
)

select
    roll.territory_id,
    computed.academic_year,
    computed.indicator_id,
    roll.registered_count
    - roll.known_count
    + coalesce(expected.school_count, 0)
    + coalesce(returned.added_count, 0) as registered_count,
    coalesce(read_whole.delivered_count, 0)
    + coalesce(returned.delivered_count, 0) as delivered_count,
    round(
        (coalesce(read_whole.pupils, 0) + coalesce(returned.pupils, 0))
        / nullif(
            roll.pupils
            - coalesce(roll.known_pupils, 0)
            + coalesce(expected.pupils, 0)
            + coalesce(returned.added_pupils, 0),
            0
        ),
        4
    ) as pupil_share
from computed
inner join roll
    on computed.academic_year = roll.academic_year
inner join reading
    on computed.indicator_id = reading.indicator_id
left join expected
    on
        reading.tables = expected.tables
        and roll.territory_id = expected.territory_id
        and computed.academic_year = expected.academic_year
left join read_whole
    on
        reading.tables = read_whole.tables
        and roll.territory_id = read_whole.territory_id
        and computed.academic_year = read_whole.academic_year
left join returned
    on
        computed.indicator_id = returned.indicator_id
        and roll.territory_id = returned.territory_id
        and computed.academic_year = returned.academic_year
