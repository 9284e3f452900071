/*---
code: intake.count_above_roll
table: parent_engagement
---*/
with

counted as (
    select
        told.row_number,
        told.families_count,
        count(distinct enrolment.student_key) as pupils_count
    from staging_parent_engagement as told
    left join enrolment_now as enrolment
        on
            told.class_code = enrolment.class_code
            and enrolment.entered_on <= told.as_of_on
            and (enrolment.left_on is null or enrolment.left_on > told.as_of_on)
    where not told.is_deleted
    group by
        told.row_number,
        told.families_count
)

select
    row_number,
    'families_count' as column_name,
    jsonb_build_object(
        'told', families_count::text, 'counted', pupils_count::text
    ) as arguments
from counted
where
    families_count > pupils_count
    and exists (select 1 from enrolment_now)
