/*---
code: intake.result_not_single
table: exam_result
---*/
with

numbered as (
    select
        row_number,
        row_number() over (
            partition by student_key, exam_kind, subject_code
            order by row_number nulls first
        ) as place
    from exam_result_now
    where
        is_final
        and status = 'valid'
)

select
    row_number,
    'is_final' as column_name,
    null::jsonb as arguments
from numbered
where
    row_number is not null
    and place > 1
