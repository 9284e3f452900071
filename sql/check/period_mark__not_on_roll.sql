/*---
code: intake.mark_absent_from_roll
table: period_mark
---*/
-- Enrolments that were not submitted say nothing of anyone.
select
    mark.row_number,
    'student_key' as column_name,
    null::jsonb as arguments
from staging_period_mark as mark
where
    not mark.is_deleted
    and mark.student_key is not null
    and exists (select 1 from enrolment_now)
    and not exists (
        select 1 from enrolment_now
        where enrolment_now.student_key = mark.student_key
    )
