/*---
code: intake.marks_in_first_grade
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
),

class_now as (
    select
        staged.row_number,
        staged.class_code,
        staged.grade
    from staging_class as staged
    where
        not staged.is_deleted

    union all

    select
        null::integer as row_number,
        kept.class_code,
        kept.grade
    from core.class as kept
    inner join staging_bundle as bundle
        on
            kept.school_id = bundle.school_id
            and kept.academic_year = bundle.academic_year
    where
        (
            bundle.mode = 'amend'
            or not exists (select 1 from staging_class)
        )
        and not exists (
            select 1 from staging_class as staged
            where
                staged.class_code = kept.class_code
        )
),

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
