/*---
code: intake.parts_not_whole
table: health_aggregate
---*/
select
    row_number,
    'examined_count' as column_name,
    null::jsonb as arguments
from staging_health_aggregate
where
    not is_deleted
    and group1_count + group2_count + group3_count + group4_count + group5_count
    <> examined_count
