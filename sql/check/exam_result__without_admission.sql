/*---
code: intake.exam_without_admission
table: exam_result
---*/
select
    exam.row_number,
    'exam_kind' as column_name,
    null::jsonb as arguments
from staging_exam_result as exam
inner join graduation_now as graduation
    on
        exam.student_key = graduation.student_key
        and graduation.grade = case
            when exam.exam_kind in ('oge', 'gve9') then 9
            else 11
        end
where
    not exam.is_deleted
    and exam.exam_kind in ('oge', 'gve9', 'ege', 'gve11')
    and exam.status = 'valid'
    and exam.is_past_graduate is not true
    and not graduation.is_admitted
