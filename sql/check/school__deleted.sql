/*---
code: intake.entry_not_deletable
table: school
---*/
select
    row_number,
    '_deleted' as column_name,
    null::jsonb as arguments
from staging_school
where is_deleted
