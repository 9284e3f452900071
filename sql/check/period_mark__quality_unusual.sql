/*---
code: intake.quality_unusual
table: period_mark
past: true
---*/
-- Pupils are counted, not marks: the marks of one pupil go together.
with

present as (
    select
        count(*) as pupils_count,
        count(*) filter (where worst_mark >= 4) as good_count
    from (
        select min(mark) as worst_mark
        from period_mark_now
        where
            mark_kind = 'year'
            and mark is not null
        group by student_key
    ) as pupil
),

earlier as (
    select
        is_last_year,
        count(*) as pupils_count,
        count(*) filter (where worst_mark >= 4) as good_count
    from (
        select
            mark.academic_year,
            mark.academic_year = bundle.academic_year - 1 as is_last_year,
            min(mark.mark) as worst_mark
        from core.period_mark as mark
        inner join staging_bundle as bundle
            on
                mark.school_id = bundle.school_id
                and mark.academic_year between bundle.academic_year - 5
                and bundle.academic_year - 1
        where
            mark.mark_kind = 'year'
            and mark.mark is not null
        group by
            mark.academic_year,
            is_last_year,
            mark.student_key
    ) as pupil
    group by
        academic_year,
        is_last_year
    having count(*) >= 20
),

past as (
    select
        min(1.0 * good_count / pupils_count) as lowest,
        max(1.0 * good_count / pupils_count) as highest,
        max(1.0 * good_count / pupils_count) filter (where is_last_year) as last_share,
        max(pupils_count) filter (where is_last_year) as last_count
    from earlier
),

compared as (
    select
        present.pupils_count,
        1.0 * present.good_count / nullif(present.pupils_count, 0) as share,
        past.lowest,
        past.highest,
        past.last_share,
        past.last_count
    from present
    cross join past
    where past.lowest is not null
)

select
    null::integer as row_number,
    'mark' as column_name,
    jsonb_build_object(
        'now', round(100 * share)::text,
        'before',
        concat_ws(
            '–', round(100 * lowest), nullif(round(100 * highest), round(100 * lowest))
        )
    ) as arguments
from compared
where
    pupils_count >= 20
    and (
        (share = 0 and lowest > 0)
        or (share = 1 and highest < 1)
        or (
            abs(share - last_share) > 0.1
            and abs(share - last_share) > 3 * sqrt(
                share * (1 - share) / pupils_count
                + last_share * (1 - last_share) / last_count
            )
        )
    )
