/*---
code: intake.fte_above_limit
table: staff
---*/
select
    row_number,
    'fte' as column_name,
    null::jsonb as arguments
from staging_staff
where
    not is_deleted
    and fte > 1.5
