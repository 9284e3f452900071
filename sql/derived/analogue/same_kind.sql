-- The kind a school is of, in wider and wider terms: one row for each step, with the other schools of the municipality
-- that are of the same kind in those terms. Special and evening schools stand apart at every step. The kind is that of
-- the year, of the nearest year before, or after; a school of which none is known has one row without a kind. Schools
-- count as in coverage: those with data in the year, and open ones from the first year they sent anything.
create view analogue.same_kind with (security_invoker = true) as
with

delivering as (
    select distinct
        school_id,
        academic_year
    from intake.slice
),

computed as (
    select distinct academic_year
    from delivering
),

known as (
    select
        school_id,
        min(academic_year) as first_year
    from delivering
    group by school_id
),

registered as (
    select
        school.school_id,
        school.municipality_id,
        computed.academic_year
    from computed
    cross join core.school
    inner join known
        on school.school_id = known.school_id
    left join delivering
        on
            school.school_id = delivering.school_id
            and computed.academic_year = delivering.academic_year
    where
        delivering.school_id is not null
        or (school.is_open and known.first_year <= computed.academic_year)
),

described as (
    select
        registered.school_id,
        registered.municipality_id,
        registered.academic_year,
        case
            when told.school_kind in ('special', 'evening') then told.school_kind
            when told.school_kind is not null then 'common'
        end as type,
        case
            when told.school_kind in ('primary', 'basic') then told.school_kind
            when told.school_kind not in ('special', 'evening') then 'secondary'
        end as education_level,
        told.settlement,
        told.is_small
    from registered
    left join
        lateral (
            select
                school_year.school_kind,
                school_year.settlement,
                school_year.is_small
            from core.school_year
            where school_year.school_id = registered.school_id
            order by
                (school_year.academic_year > registered.academic_year) asc,
                abs(school_year.academic_year - registered.academic_year) asc
            limit 1
        ) as told
        on true
),

-- What is left out at a step is null there.
stepped as (
    select
        described.school_id,
        described.municipality_id,
        described.academic_year,
        described.type,
        step.number as step,
        step.dropped,
        case when step.number < 3 then described.education_level end
            as education_level,
        case when step.number < 2 then described.settlement end as settlement,
        case when step.number < 1 then described.is_small end as is_small
    from described
    cross join (
        values
        (0, '[]'::jsonb),
        (1, '["small"]'),
        (2, '["small", "settlement"]'),
        (3, '["small", "settlement", "level"]')
    ) as step (number, dropped)
    where described.type is not null or step.number = 0
)

select
    stepped.school_id,
    stepped.municipality_id,
    stepped.academic_year,
    stepped.step,
    stepped.dropped,
    stepped.type,
    stepped.education_level,
    stepped.settlement,
    stepped.is_small,
    count(*) over (
        partition by
            stepped.municipality_id,
            stepped.academic_year,
            stepped.step,
            stepped.type,
            stepped.education_level,
            stepped.settlement,
            stepped.is_small
    ) - 1 as other_count
from stepped
