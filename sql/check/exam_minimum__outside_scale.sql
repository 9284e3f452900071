/*---
code: intake.value_outside_scale
table: exam_minimum
---*/
select
    row_number,
    'minimum_score' as column_name,
    jsonb_build_object('range', '2…5') as arguments
from staging_exam_minimum
where
    not is_deleted
    and scale = 'mark'
    and minimum_score not between 2 and 5
