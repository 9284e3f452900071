-- Places are for the municipality, the operator and the school itself, as in the ranking; the region's analysts go by levels.
create view report_v1.value_added with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    effect.academic_year as year,
    effect.model,
    effect.variant,
    effect.result_count as results,
    effect.pupil_count as pupils,
    effect.is_linkage_low,
    effect.effect,
    effect.standard_error,
    effect.low,
    effect.high,
    effect.pair_low,
    effect.pair_high,
    effect.level,
    case when reader.sees_places then effect.rank end as rank,
    case when reader.sees_places then effect.rank_low end as rank_low,
    case when reader.sees_places then effect.rank_high end as rank_high,
    case when reader.sees_places then effect.set_low end as set_low,
    case when reader.sees_places then effect.set_high end as set_high,
    effect.reason,
    publication.run_id as run
from result.publication
inner join result.effect
    on
        publication.run_id = core.shown_run()
        and effect.since_run <= publication.run_id
        and (effect.until_run is null or effect.until_run > publication.run_id)
inner join core.school
    on effect.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
cross join
    lateral (
        values (core.scope_level() = 1 or core.scope_is_school())
    ) as reader (sees_places)
where not core.scope_is_public();
comment on view report_v1.value_added is
'Добавленная стоимость школ с интервалами; без неё — причина';
