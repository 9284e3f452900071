/*---
code: intake.result_not_single
table: exam_result
---*/
with

exam_result_now as (
    select
        staged.row_number,
        staged.student_key,
        staged.exam_kind,
        staged.subject_code,
        staged.held_on
    from staging_exam_result as staged
    where
        not staged.is_deleted
        and staged.is_final
        and staged.status = 'valid'

    union all

    select
        null::integer as row_number,
        kept.student_key,
        kept.exam_kind,
        kept.subject_code,
        kept.held_on
    from core.exam_result as kept
    inner join staging_bundle as bundle
        on
            kept.school_id = bundle.school_id
            and kept.academic_year = bundle.academic_year
    where
        (
            bundle.mode = 'amend'
            or not exists (select 1 from staging_exam_result)
        )
        and not exists (
            select 1 from staging_exam_result as staged
            where
                staged.student_key = kept.student_key
                and staged.exam_kind = kept.exam_kind
                and staged.subject_code = kept.subject_code
                and staged.held_on = kept.held_on
        )
        and kept.is_final
        and kept.status = 'valid'
),

numbered as (
    select
        row_number,
        row_number() over (
            partition by student_key, exam_kind, subject_code
            order by row_number nulls first
        ) as place
    from exam_result_now
)

select
    row_number,
    'is_final' as column_name,
    null::jsonb as arguments
from numbered
where
    row_number is not null
    and place > 1
