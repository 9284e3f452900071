/*---
code: intake.teacher_without_subject
table: staff
---*/
select
    staff.row_number,
    'staff_key' as column_name,
    null::jsonb as arguments
from staging_staff as staff
where
    not staff.is_deleted
    and staff.is_teacher
    and exists (select 1 from staff_subject_now)
    and not exists (
        select 1 from staff_subject_now
        where staff_subject_now.staff_key = staff.staff_key
    )
