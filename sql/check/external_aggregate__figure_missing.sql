/*---
code: intake.figure_missing
table: external_aggregate
---*/
select
    row_number,
    'mean' as column_name,
    null::jsonb as arguments
from staging_external_aggregate
where
    not is_deleted
    and (
        num_nonnulls(mean, numerator, mark2_count, p50) = 0
        or students_count = 0
        or schools_count = 0
        or denominator = 0
    )
