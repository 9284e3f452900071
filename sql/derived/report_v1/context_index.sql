create view report_v1.context_index with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    region.oktmo as region,
    found.academic_year as year,
    found.index,
    found.outcome,
    found.expected,
    found.residual,
    found.residual_low,
    found.residual_high,
    found.typology,
    found.reason,
    found.stability,
    publication.run_id as run
from result.publication
inner join result.context_index as found
    on
        publication.run_id = core.shown_run()
        and found.since_run <= publication.run_id
        and (found.until_run is null or found.until_run > publication.run_id)
inner join core.school
    on found.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
inner join core.territory as region
    on municipality.parent_id = region.territory_id;
comment on view report_v1.context_index is
'Индекс контекста, ожидаемый результат и тип школы; без типа — причина';
