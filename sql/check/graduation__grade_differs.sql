/*---
code: intake.grade_disagrees
table: graduation
---*/
with

pupil as (
    select
        enrolment.student_key,
        array_agg(distinct class.grade) as grades
    from enrolment_now as enrolment
    inner join class_now as class
        on enrolment.class_code = class.class_code
    group by enrolment.student_key
)

select
    told.row_number,
    'grade' as column_name,
    jsonb_build_object(
        'told', told.grade::text,
        'counted', array_to_string(pupil.grades, ', ')
    ) as arguments
from staging_graduation as told
inner join pupil
    on told.student_key = pupil.student_key
where
    not told.is_deleted
    and not told.grade = any(pupil.grades)
