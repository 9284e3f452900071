/*---
code: intake.dates_out_of_order
table: enrolment
---*/
select
    row_number,
    'left_on' as column_name,
    null::jsonb as arguments
from staging_enrolment
where
    not is_deleted
    and left_on <= entered_on
