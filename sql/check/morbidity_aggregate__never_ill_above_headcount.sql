/*---
code: intake.part_exceeds_whole
table: morbidity_aggregate
---*/
select
    row_number,
    'never_ill_count' as column_name,
    null::jsonb as arguments
from staging_morbidity_aggregate
where
    not is_deleted
    and never_ill_count > headcount
