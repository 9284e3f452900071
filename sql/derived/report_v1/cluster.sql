create view report_v1.cluster with (security_invoker = true) as
select
    region.oktmo as region,
    found.academic_year as year,
    found.cluster_number as cluster,
    found.school_count as schools,
    found.silhouette,
    medoid.school_code as medoid,
    found.profile,
    publication.run_id as run
from result.publication
inner join result.cluster as found
    on
        publication.is_current
        and found.since_run <= publication.run_id
        and (found.until_run is null or found.until_run > publication.run_id)
inner join core.territory as region
    on found.territory_id = region.territory_id
left join core.school as medoid
    on found.medoid_school_id = medoid.school_id;
comment on view report_v1.cluster is
'Кластеры школ и их профили; номер 0 — модель в целом и выбор числа кластеров';
