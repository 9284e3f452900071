/*---
code: intake.date_outside_year
table: event_participation
---*/
select
    dated.row_number,
    'held_on' as column_name,
    null::jsonb as arguments
from staging_event_participation as dated
cross join staging_bundle as bundle
where
    not dated.is_deleted
    and (
        dated.held_on < make_date(bundle.academic_year - 1, 8, 1)
        or dated.held_on > make_date(bundle.academic_year, 10, 31)
    )
