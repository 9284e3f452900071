-- Territories of a register: regions first, then municipalities that point at them.
with

written as (
    insert into core.territory as kept (
        oktmo, level, parent_id, name_ru, name_en, is_synthetic
    )
    select
        staging_territory.oktmo,
        staging_territory.level,
        region.territory_id,
        staging_territory.name_ru,
        staging_territory.name_en,
        {is_synthetic}
    from staging_territory
    left join core.territory as region
        on staging_territory.parent_oktmo = region.oktmo
    where staging_territory.level = '{level}'
    on conflict (oktmo) do update set
        level = excluded.level,
        parent_id = excluded.parent_id,
        name_ru = excluded.name_ru,
        name_en = excluded.name_en,
        is_synthetic = excluded.is_synthetic
    where
        (
            kept.level, kept.parent_id, kept.name_ru, kept.name_en, kept.is_synthetic
        ) is distinct from (
            excluded.level, excluded.parent_id, excluded.name_ru, excluded.name_en,
            excluded.is_synthetic
        )
    returning (xmax = 0) as is_added
)

select
    count(*) filter (where is_added) as added,
    count(*) filter (where not is_added) as changed
from written
