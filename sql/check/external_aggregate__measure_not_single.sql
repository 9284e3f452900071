/*---
code: intake.measure_not_single
table: external_aggregate
---*/
select
    row_number,
    'indicator_code' as column_name,
    null::jsonb as arguments
from staging_external_aggregate
where num_nonnulls(indicator_code, published_code, exam_code) <> 1
