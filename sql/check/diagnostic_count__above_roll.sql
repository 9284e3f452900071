/*---
code: intake.count_above_roll
table: diagnostic_count
---*/
with

counted as (
    select
        told.row_number,
        told.invited_count,
        count(distinct enrolment.student_key) as pupils_count
    from staging_diagnostic_count as told
    left join enrolment_now as enrolment
        on
            told.class_code = enrolment.class_code
            and enrolment.entered_on <= told.held_on
            and (enrolment.left_on is null or enrolment.left_on > told.held_on)
    where not told.is_deleted
    group by
        told.row_number,
        told.invited_count
)

select
    row_number,
    'invited_count' as column_name,
    jsonb_build_object(
        'told', invited_count::text, 'counted', pupils_count::text
    ) as arguments
from counted
where
    invited_count > pupils_count
    and exists (select 1 from enrolment_now)
