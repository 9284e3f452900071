/*---
code: intake.grade_disagrees
table: exam_result
---*/
-- Grade 10 ends the basic school in evening and special schools, and may sit a state exam early.
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
    exam.row_number,
    'exam_kind' as column_name,
    jsonb_build_object(
        'told',
        case when exam.exam_kind in ('oge', 'gve9', 'oral9') then '9' else '11' end,
        'counted', array_to_string(pupil.grades, ', ')
    ) as arguments
from staging_exam_result as exam
inner join pupil
    on exam.student_key = pupil.student_key
where
    not exam.is_deleted
    and exam.is_past_graduate is not true
    and not case
        when exam.exam_kind in ('oge', 'gve9', 'oral9')
            then pupil.grades && array[9, 10]
        else pupil.grades && array[10, 11, 12]
    end
