/*---
code: intake.mark_outside_enrolment
table: period_mark
---*/
-- Pupils and periods that do not meet are few; every mark is held against those alone.
with

pupil as (
    select distinct student_key
    from enrolment_now
),

absence as (
    select
        pupil.student_key,
        period.period_code
    from pupil
    cross join period_now as period
    where not exists (
            select 1 from enrolment_now as stay
            where
                stay.student_key = pupil.student_key
                and stay.entered_on <= period.ends_on
                and (stay.left_on is null or stay.left_on > period.starts_on)
        )
)

select
    mark.row_number,
    'period_code' as column_name,
    null::jsonb as arguments
from staging_period_mark as mark
inner join absence
    on
        mark.student_key = absence.student_key
        and mark.period_code = absence.period_code
where not mark.is_deleted
