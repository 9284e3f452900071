-- An amending bundle removes only the rows it marks.
delete from core.{table} as kept
using staging_bundle
where
    kept.school_id = staging_bundle.school_id
    and kept.academic_year = staging_bundle.academic_year
    and exists (
        select 1
        from staging_{table}
        where
            staging_{table}.is_deleted
            and {same_key}
    )
