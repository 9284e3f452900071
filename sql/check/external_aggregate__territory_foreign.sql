/*---
code: intake.territory_foreign
table: external_aggregate
---*/
-- A region speaks of itself and its municipalities, a municipality of itself and its region.
with

sender as (
    select
        territory.territory_id,
        territory.parent_id
    from core.territory
    inner join staging_bundle as bundle
        on territory.oktmo = bundle.territory
)

select
    told.row_number,
    'oktmo' as column_name,
    null::jsonb as arguments
from staging_external_aggregate as told
inner join core.territory
    on told.oktmo = territory.oktmo
cross join sender
where
    not (
        territory.territory_id = sender.territory_id
        or coalesce(territory.parent_id = sender.territory_id, false)
        or coalesce(territory.territory_id = sender.parent_id, false)
    )
