/*---
code: intake.score_exceeds_maximum
table: expert_score
---*/
select
    row_number,
    'score' as column_name,
    null::jsonb as arguments
from staging_expert_score
where
    not is_deleted
    and score > scale_max
