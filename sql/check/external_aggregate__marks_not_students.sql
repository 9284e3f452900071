/*---
code: intake.parts_not_whole
table: external_aggregate
---*/
select
    row_number,
    'students_count' as column_name,
    null::jsonb as arguments
from staging_external_aggregate
where
    not is_deleted
    and mark2_count::bigint + mark3_count + mark4_count + mark5_count
    <> students_count
