-- The figures in force, from which a bundle later than all others goes on.
insert into aggregate_state (bundle_id, row_number, {columns})
select
    bundle_id,
    row_number,
    {columns}
from core.{table}
where
    publisher_oktmo = (select staging_bundle.territory from staging_bundle)
    and academic_year = (select staging_bundle.academic_year from staging_bundle)
