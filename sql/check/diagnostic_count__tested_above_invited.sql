/*---
code: intake.part_exceeds_whole
table: diagnostic_count
---*/
select
    row_number,
    'tested_count' as column_name,
    null::jsonb as arguments
from staging_diagnostic_count
where
    not is_deleted
    and tested_count > invited_count
