/*---
code: intake.mark_absent_from_roll
table: period_mark
---*/
with

enrolment_now as (
    select
        staged.row_number,
        staged.student_key,
        staged.class_code,
        staged.entered_on
    from staging_enrolment as staged
    where
        not staged.is_deleted

    union all

    select
        null::integer as row_number,
        kept.student_key,
        kept.class_code,
        kept.entered_on
    from core.enrolment as kept
    inner join staging_bundle as bundle
        on
            kept.school_id = bundle.school_id
            and kept.academic_year = bundle.academic_year
    where
        (
            bundle.mode = 'amend'
            or not exists (select 1 from staging_enrolment)
        )
        and not exists (
            select 1 from staging_enrolment as staged
            where
                staged.student_key = kept.student_key
                and staged.class_code = kept.class_code
                and staged.entered_on = kept.entered_on
        )
)

select
    mark.row_number,
    'student_key' as column_name,
    null::jsonb as arguments
from staging_period_mark as mark
where
    not mark.is_deleted
    and mark.student_key is not null
    and not exists (
        select 1 from enrolment_now
        where enrolment_now.student_key = mark.student_key
    )
