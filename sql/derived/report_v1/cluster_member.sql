create view report_v1.cluster_member with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    region.oktmo as region,
    member.academic_year as year,
    member.cluster_number as cluster,
    member.silhouette,
    member.reason,
    publication.run_id as run,
    member.membership,
    member.is_borderline,
    case
        when core.scope_level() = 1 or core.scope_is_school() then member.indicators
    end as indicators
from result.publication
inner join result.cluster_member as member
    on
        publication.run_id = core.shown_run()
        and member.since_run <= publication.run_id
        and (member.until_run is null or member.until_run > publication.run_id)
inner join core.school
    on member.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
inner join core.territory as region
    on municipality.parent_id = region.territory_id;
comment on view report_v1.cluster_member is 'Кластер школы или причина, по которой его нет';
