/*---
code: intake.entry_not_deletable
table: territory
---*/
select
    row_number,
    '_deleted' as column_name,
    null::jsonb as arguments
from staging_territory
where is_deleted
