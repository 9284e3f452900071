/*---
code: intake.succession_of_itself
table: school_succession
---*/
select
    row_number,
    'successor_code' as column_name,
    null::jsonb as arguments
from staging_school_succession
where predecessor_code = successor_code
