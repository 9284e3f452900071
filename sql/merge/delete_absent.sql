-- A full bundle replaces the slice: what it does not hold goes.
delete from core.{table} as kept
using staging_bundle
where
    kept.school_id = staging_bundle.school_id
    and kept.academic_year = staging_bundle.academic_year
    and not exists (
        select 1
        from staging_{table}
        where {same_key}
    )
