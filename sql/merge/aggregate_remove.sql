-- Figures in force that the publisher's bundles of the year no longer give.
delete from core.{table} as kept
using staging_bundle
where
    kept.publisher_oktmo = staging_bundle.territory
    and kept.academic_year = staging_bundle.academic_year
    and not exists (
        select 1
        from aggregate_state
        where {same_key}
    )
