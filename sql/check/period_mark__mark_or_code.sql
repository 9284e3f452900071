/*---
code: intake.mark_or_code
table: period_mark
---*/
select
    row_number,
    'mark' as column_name,
    null::jsonb as arguments
from staging_period_mark
where
    not is_deleted
    and (mark is null) = (mark_code is null)
