/*---
code: intake.scale_out_of_order
table: exam_scale
---*/
select
    row_number,
    'mark3_from' as column_name,
    null::jsonb as arguments
from staging_exam_scale
where
    not is_deleted
    and (
        num_nonnulls(mark3_from, mark4_from, mark5_from) not in (0, 3)
        or mark3_from >= mark4_from
        or mark4_from >= mark5_from
        or mark5_from > max_primary
    )
