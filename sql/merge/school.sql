-- Schools of a register. A school that a register no longer names stays, with its history.
with

written as (
    insert into core.school as kept (
        school_code, municipality_id, name_ru, name_en, ogrn, predecessor_code, is_open
    )
    select
        staging_school.school_code,
        municipality.territory_id,
        staging_school.name_ru,
        staging_school.name_en,
        staging_school.ogrn,
        staging_school.predecessor_code,
        coalesce(staging_school.is_open, true)
    from staging_school
    inner join core.territory as municipality
        on staging_school.oktmo = municipality.oktmo
    on conflict (school_code) do update set
        municipality_id = excluded.municipality_id,
        name_ru = excluded.name_ru,
        name_en = excluded.name_en,
        ogrn = excluded.ogrn,
        predecessor_code = excluded.predecessor_code,
        is_open = excluded.is_open
    where
        (
            kept.municipality_id, kept.name_ru, kept.name_en, kept.ogrn,
            kept.predecessor_code, kept.is_open
        ) is distinct from (
            excluded.municipality_id, excluded.name_ru, excluded.name_en, excluded.ogrn,
            excluded.predecessor_code, excluded.is_open
        )
    returning (xmax = 0) as is_added
)

select
    count(*) filter (where is_added) as added,
    count(*) filter (where not is_added) as changed
from written
