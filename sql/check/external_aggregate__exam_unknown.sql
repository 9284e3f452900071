/*---
code: intake.exam_unknown
table: external_aggregate
---*/
select
    row_number,
    'exam_code' as column_name,
    null::jsonb as arguments
from staging_external_aggregate
where
    not is_deleted
    and exam_code not in ('oge', 'ege', 'gve9', 'gve11', 'oral9', 'essay11')
    and exam_code !~ '^(vpr|regstudy|monitor|func_lit)'
