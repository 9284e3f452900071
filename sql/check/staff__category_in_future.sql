/*---
code: intake.category_in_future
table: staff
---*/
select
    staff.row_number,
    'category_on' as column_name,
    null::jsonb as arguments
from staging_staff as staff
cross join staging_bundle as bundle
where
    not staff.is_deleted
    and staff.category_on > make_date(bundle.academic_year, 8, 31)
