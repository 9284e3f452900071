/*---
code: intake.date_outside_year
table: external_aggregate
---*/
select
    told.row_number,
    'as_of_on' as column_name,
    jsonb_build_object('first', year.first_on, 'last', year.last_on) as arguments
from staging_external_aggregate as told
cross join staging_bundle as bundle
cross join
    lateral (
        values
        (
            make_date(bundle.academic_year - 1, 8, 1),
            make_date(bundle.academic_year, 10, 31)
        )
    ) as year (first_on, last_on)
where
    not told.is_deleted
    and told.as_of_on not between year.first_on and year.last_on
