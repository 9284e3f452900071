/*---
code: intake.pupil_absent_from_roll
table: graduation
---*/
select
    told.row_number,
    'student_key' as column_name,
    null::jsonb as arguments
from staging_graduation as told
where
    not told.is_deleted
    and exists (select 1 from enrolment_now)
    and not exists (
        select 1 from enrolment_now
        where enrolment_now.student_key = told.student_key
    )
