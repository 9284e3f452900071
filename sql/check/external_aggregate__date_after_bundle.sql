/*---
code: intake.date_after_bundle
table: external_aggregate
---*/
-- A day of grace, for the zones of the clocks.
select
    told.row_number,
    'as_of_on' as column_name,
    null::jsonb as arguments
from staging_external_aggregate as told
cross join staging_bundle as bundle
inner join intake.bundle as sent
    on bundle.bundle_id = sent.bundle_id
where
    not told.is_deleted
    and told.as_of_on > (sent.as_of_at at time zone 'UTC')::date + 1
