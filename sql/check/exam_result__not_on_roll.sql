/*---
code: intake.pupil_absent_from_roll
table: exam_result
---*/
select
    told.row_number,
    'student_key' as column_name,
    null::jsonb as arguments
from staging_exam_result as told
where
    not told.is_deleted
    and told.is_past_graduate is not true
    and exists (select 1 from enrolment_now)
    and not exists (
        select 1 from enrolment_now
        where enrolment_now.student_key = told.student_key
    )
