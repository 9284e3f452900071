/*---
code: intake.date_outside_year
table: period
---*/
select
    period.row_number,
    case
        when period.ends_on > make_date(bundle.academic_year, 10, 31) then 'ends_on'
        else 'starts_on'
    end as column_name,
    jsonb_build_object(
        'first', make_date(bundle.academic_year - 1, 8, 1),
        'last', make_date(bundle.academic_year, 10, 31)
    ) as arguments
from staging_period as period
cross join staging_bundle as bundle
where
    not period.is_deleted
    and (
        period.starts_on < make_date(bundle.academic_year - 1, 8, 1)
        or period.ends_on > make_date(bundle.academic_year, 10, 31)
    )
