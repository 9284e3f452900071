-- What the publisher's bundles of the year give, into force; a row that is the same is not written.
with

written as (
    insert into core.{table} as kept (
        publisher_oktmo, academic_year, bundle_id, row_number, {columns}
    )
    select
        staging_bundle.territory,
        staging_bundle.academic_year,
        aggregate_state.bundle_id,
        aggregate_state.row_number,
        {staged_columns}
    from aggregate_state
    cross join staging_bundle
    on conflict (publisher_oktmo, academic_year, {key}) {on_conflict}
    returning (xmax = 0) as is_added
)

select
    count(*) filter (where is_added) as added,
    count(*) filter (where not is_added) as changed
from written
