/*---
code: intake.score_exceeds_maximum
table: diagnostic_result
---*/
select
    row_number,
    'primary_score' as column_name,
    null::jsonb as arguments
from staging_diagnostic_result
where
    not is_deleted
    and primary_score > max_score
