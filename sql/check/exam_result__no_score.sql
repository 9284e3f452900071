/*---
code: intake.result_without_score
table: exam_result
---*/
select
    row_number,
    'status' as column_name,
    null::jsonb as arguments
from staging_exam_result
where
    not is_deleted
    and status = 'valid'
    and case
        when exam_kind in ('oral9', 'essay11') then is_passed is null
        else mark5 is null and score100 is null
    end
