/*---
code: intake.honours_without_certificate
table: graduation
---*/
select
    row_number,
    'certificate_kind' as column_name,
    null::jsonb as arguments
from staging_graduation
where
    not is_deleted
    and certificate_kind = 'honours'
    and certificate_status = 'not_issued'
