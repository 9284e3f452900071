-- Staged figures over those of earlier bundles: a preliminary one does not replace a final one.
insert into aggregate_state as kept (bundle_id, row_number, {columns})
select
    staging_bundle.bundle_id,
    staging_{table}.row_number,
    {staged_columns}
from staging_{table}
cross join staging_bundle
where not staging_{table}.is_deleted
on conflict ({key}) {on_conflict}
and not (kept.status = 'final' and excluded.status = 'preliminary')
