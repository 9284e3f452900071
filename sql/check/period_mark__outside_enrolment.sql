/*---
code: intake.mark_outside_enrolment
table: period_mark
---*/
with

pupil as (
    select distinct student_key
    from enrolment_now
)

select
    mark.row_number,
    'period_code' as column_name,
    null::jsonb as arguments
from staging_period_mark as mark
inner join period_now as period
    on mark.period_code = period.period_code
inner join pupil
    on mark.student_key = pupil.student_key
where
    not mark.is_deleted
    and not exists (
        select 1 from enrolment_now as stay
        where
            stay.student_key = mark.student_key
            and stay.entered_on <= period.ends_on
            and (stay.left_on is null or stay.left_on > period.starts_on)
    )
