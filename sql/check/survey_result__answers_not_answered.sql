/*---
code: intake.parts_not_whole
table: survey_result
---*/
select
    row_number,
    'answered_count' as column_name,
    null::jsonb as arguments
from staging_survey_result
where
    not is_deleted
    and answer1_count + answer2_count + answer3_count + answer4_count + answer5_count
    <> answered_count
