/*---
code: intake.medal_without_honours
table: graduation
---*/
select
    row_number,
    'medal' as column_name,
    null::jsonb as arguments
from staging_graduation
where
    not is_deleted
    and medal > 0
    and certificate_kind is distinct from 'honours'
