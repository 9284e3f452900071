/*---
code: intake.marks_in_first_grade
table: period_mark
---*/
with

pupil as (
    select
        enrolment.student_key,
        max(class.grade) as grade
    from enrolment_now as enrolment
    inner join class_now as class
        on enrolment.class_code = class.class_code
    group by enrolment.student_key
)

select
    mark.row_number,
    'mark' as column_name,
    null::jsonb as arguments
from staging_period_mark as mark
inner join pupil
    on mark.student_key = pupil.student_key
where
    not mark.is_deleted
    and mark.mark is not null
    and pupil.grade = 1
