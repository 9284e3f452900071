/*---
code: intake.schools_above_register
table: external_aggregate
---*/
with

registered as (
    select
        territory.oktmo,
        count(school.school_id) as school_count
    from core.territory
    left join core.territory as municipality
        on
            territory.territory_id = municipality.territory_id
            or territory.territory_id = municipality.parent_id
    left join core.school
        on municipality.territory_id = school.municipality_id
    group by territory.oktmo
)

select
    told.row_number,
    'schools_count' as column_name,
    jsonb_build_object('registered', registered.school_count::text) as arguments
from staging_external_aggregate as told
inner join registered
    on told.oktmo = registered.oktmo
where
    not told.is_deleted
    and told.schools_count > registered.school_count
