/*---
code: intake.teacher_without_subject
table: staff
---*/
with

staff_subject_now as (
    select
        staged.row_number,
        staged.staff_key,
        staged.subject_code
    from staging_staff_subject as staged
    where
        not staged.is_deleted

    union all

    select
        null::integer as row_number,
        kept.staff_key,
        kept.subject_code
    from core.staff_subject as kept
    inner join staging_bundle as bundle
        on
            kept.school_id = bundle.school_id
            and kept.academic_year = bundle.academic_year
    where
        (
            bundle.mode = 'amend'
            or not exists (select 1 from staging_staff_subject)
        )
        and not exists (
            select 1 from staging_staff_subject as staged
            where
                staged.staff_key = kept.staff_key
                and staged.subject_code = kept.subject_code
        )
)

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
