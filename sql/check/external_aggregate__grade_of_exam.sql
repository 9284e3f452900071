/*---
code: intake.grade_not_of_exam
table: external_aggregate
---*/
select
    row_number,
    'grade' as column_name,
    null::jsonb as arguments
from staging_external_aggregate
where
    not is_deleted
    and (
        (exam_code in ('oge', 'gve9', 'oral9') and grade <> 9)
        or (exam_code in ('ege', 'gve11', 'essay11') and grade not in (11, 12))
    )
