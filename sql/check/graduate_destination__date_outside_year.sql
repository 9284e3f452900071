/*---
code: intake.date_outside_year
table: graduate_destination
---*/
-- Where graduates went is counted in the autumn after the year.
select
    told.row_number,
    'as_of_on' as column_name,
    jsonb_build_object(
        'first', make_date(bundle.academic_year, 5, 1),
        'last', make_date(bundle.academic_year, 12, 31)
    ) as arguments
from staging_graduate_destination as told
cross join staging_bundle as bundle
where
    not told.is_deleted
    and told.as_of_on not between make_date(bundle.academic_year, 5, 1)
    and make_date(bundle.academic_year, 12, 31)
