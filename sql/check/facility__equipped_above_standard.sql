/*---
code: intake.part_exceeds_whole
table: facility
---*/
select
    row_number,
    'equipped_count' as column_name,
    null::jsonb as arguments
from staging_facility
where
    not is_deleted
    and equipped_count > standard_count
