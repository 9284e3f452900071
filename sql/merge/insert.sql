-- Rows of a staged table into a slice that has none yet.
insert into core.{table} (
    school_id, academic_year, {columns}, bundle_id, row_number
)
select
    staging_bundle.school_id,
    staging_bundle.academic_year,
    {staged_columns},
    staging_bundle.bundle_id,
    staging_{table}.row_number
from staging_{table}
cross join staging_bundle
where not staging_{table}.is_deleted
