create view report_v1.cluster with (security_invoker = true) as
with

-- The latest name an analyst has given.
given as (
    select distinct on (cluster_name.territory_id, cluster_name.identity)
        cluster_name.territory_id,
        cluster_name.identity,
        cluster_name.name_ru,
        cluster_name.name_en,
        cluster_name.given_by,
        cluster_name.given_at
    from result.cluster_name
    order by
        cluster_name.territory_id asc,
        cluster_name.identity asc,
        cluster_name.given_at desc
)

select
    region.oktmo as region,
    found.academic_year as year,
    found.cluster_number as cluster,
    found.school_count as schools,
    found.silhouette,
    medoid.school_code as medoid,
    found.profile,
    publication.run_id as run,
    found.identity,
    found.jaccard,
    coalesce(given.name_ru, found.name_ru) as name_ru,
    coalesce(given.name_en, found.name_en) as name_en,
    given.given_by as name_given_by,
    found.name_ru as own_name_ru,
    found.name_en as own_name_en,
    given.given_at as name_given_at,
    found.context
from result.publication
inner join result.cluster as found
    on
        publication.run_id = core.shown_run()
        and found.since_run <= publication.run_id
        and (found.until_run is null or found.until_run > publication.run_id)
inner join core.territory as region
    on found.territory_id = region.territory_id
left join core.school as medoid
    on found.medoid_school_id = medoid.school_id
-- A cluster that is not stable has no name, whoever gave one.
left join given
    on
        found.name_ru is not null
        and found.territory_id = given.territory_id
        and found.identity = given.identity
-- Means of few schools are not for everybody.
where not core.scope_is_public();
comment on view report_v1.cluster is
'Кластеры школ и их профили; номер 0 — модель в целом и выбор числа кластеров';
