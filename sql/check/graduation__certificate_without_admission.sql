/*---
code: intake.certificate_without_admission
table: graduation
---*/
select
    row_number,
    'certificate_status' as column_name,
    null::jsonb as arguments
from staging_graduation
where
    not is_deleted
    and certificate_status in ('issued', 'september')
    and not is_admitted
