create view report_v1.ranking_model with (security_invoker = true) as
select
    territory.oktmo as territory,
    found.academic_year as year,
    found.scope,
    found.school_count as schools,
    found.model,
    found.context,
    key_set.code as key_set,
    publication.run_id as run
from result.publication
inner join result.rank_model as found
    on
        publication.run_id = core.shown_run()
        and found.since_run <= publication.run_id
        and (found.until_run is null or found.until_run > publication.run_id)
inner join result.key_set
    on found.key_set_id = key_set.key_set_id
inner join core.territory
    on found.territory_id = territory.territory_id;
comment on view report_v1.ranking_model is
'На чём держится рейтинг: чувствительность к выбору метода, важность критериев, связь с условиями';
