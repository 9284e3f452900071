/*---
code: intake.date_outside_year
table: enrolment
---*/
-- A stay may begin before the year and end after it, but not lie outside.
select
    enrolment.row_number,
    case
        when enrolment.entered_on > make_date(bundle.academic_year, 10, 31)
            then 'entered_on'
        else 'left_on'
    end as column_name,
    jsonb_build_object(
        'first', make_date(bundle.academic_year - 1, 8, 1),
        'last', make_date(bundle.academic_year, 10, 31)
    ) as arguments
from staging_enrolment as enrolment
cross join staging_bundle as bundle
where
    not enrolment.is_deleted
    and (
        enrolment.entered_on > make_date(bundle.academic_year, 10, 31)
        or enrolment.left_on < make_date(bundle.academic_year - 1, 8, 1)
    )
