create view report_v1.cluster_name with (security_invoker = true) as
select
    region.oktmo as region,
    given.identity,
    given.name_ru,
    given.name_en,
    given.given_by,
    given.given_at,
    row_number()
        over (
            partition by given.territory_id, given.identity
            order by given.given_at desc
        )
    = 1 as is_current
from result.cluster_name as given
inner join core.territory as region
    on given.territory_id = region.territory_id;
comment on view report_v1.cluster_name is
'Названия, которые аналитики давали кластерам: кто, когда, какое действует';
