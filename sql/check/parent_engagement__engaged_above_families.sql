/*---
code: intake.part_exceeds_whole
table: parent_engagement
---*/
select
    row_number,
    'engaged_count' as column_name,
    null::jsonb as arguments
from staging_parent_engagement
where
    not is_deleted
    and engaged_count > families_count
