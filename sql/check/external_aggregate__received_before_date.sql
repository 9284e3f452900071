/*---
code: intake.dates_out_of_order
table: external_aggregate
---*/
select
    row_number,
    'received_on' as column_name,
    null::jsonb as arguments
from staging_external_aggregate
where
    not is_deleted
    and received_on < as_of_on
