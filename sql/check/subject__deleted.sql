/*---
code: intake.entry_not_deletable
table: subject
---*/
select
    row_number,
    '_deleted' as column_name,
    null::jsonb as arguments
from staging_subject
where is_deleted
