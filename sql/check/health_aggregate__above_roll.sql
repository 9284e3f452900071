/*---
code: intake.count_above_roll
table: health_aggregate
---*/
with

told as (
    select
        row_number,
        as_of_on,
        examined_count,
        substring(cohort from 2)::integer as grade
    from staging_health_aggregate
    where
        not is_deleted
        and cohort like 'g%'
),

counted as (
    select
        told.row_number,
        told.examined_count,
        count(distinct enrolment.student_key) as pupils_count
    from told
    left join class_now as class
        on told.grade = class.grade
    left join enrolment_now as enrolment
        on
            class.class_code = enrolment.class_code
            and enrolment.entered_on <= told.as_of_on
            and (enrolment.left_on is null or enrolment.left_on > told.as_of_on)
    group by
        told.row_number,
        told.examined_count
)

select
    row_number,
    'examined_count' as column_name,
    jsonb_build_object(
        'told', examined_count::text, 'counted', pupils_count::text
    ) as arguments
from counted
where
    examined_count > pupils_count
    and exists (select 1 from enrolment_now)
