/*---
code: intake.pd_hours_unusual
table: staff_pd
---*/
select
    row_number,
    'hours' as column_name,
    null::jsonb as arguments
from staging_staff_pd
where
    not is_deleted
    and (hours < 16 or hours > 1000)
