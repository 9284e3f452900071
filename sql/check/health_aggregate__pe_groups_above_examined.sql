/*---
code: intake.part_exceeds_whole
table: health_aggregate
---*/
select
    row_number,
    'examined_count' as column_name,
    null::jsonb as arguments
from staging_health_aggregate
where
    not is_deleted
    and coalesce(pe_main_count, 0)
    + coalesce(pe_prep_count, 0)
    + coalesce(pe_special_count, 0)
    > examined_count
