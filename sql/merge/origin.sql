-- Rows that a bundle which is taken back had written, and that stand as another has them: they are of that one now.
update core.{table} as kept
set
    bundle_id = staging_bundle.bundle_id,
    row_number = staging_{table}.row_number
from staging_{table}
cross join staging_bundle
where
    kept.school_id = staging_bundle.school_id
    and kept.academic_year = staging_bundle.academic_year
    and kept.bundle_id <> staging_bundle.bundle_id
    and {same_key}
