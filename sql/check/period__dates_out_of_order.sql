/*---
code: intake.dates_out_of_order
table: period
---*/
select
    row_number,
    'ends_on' as column_name,
    null::jsonb as arguments
from staging_period
where
    not is_deleted
    and ends_on <= starts_on
