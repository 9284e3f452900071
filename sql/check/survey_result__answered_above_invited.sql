/*---
code: intake.part_exceeds_whole
table: survey_result
---*/
select
    row_number,
    'answered_count' as column_name,
    null::jsonb as arguments
from staging_survey_result
where
    not is_deleted
    and answered_count > invited_count
