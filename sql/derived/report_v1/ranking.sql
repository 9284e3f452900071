create view report_v1.ranking with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    placed.academic_year as year,
    placed.scope,
    placed.score,
    placed.rank,
    placed.rank_low,
    placed.rank_high,
    placed.tier,
    placed.reason,
    placed.parts,
    key_set.code as key_set,
    publication.run_id as run,
    placed.score_error,
    placed.sampling_low,
    placed.sampling_high,
    placed.method_low,
    placed.method_high,
    placed.set_low,
    placed.set_high,
    placed.expected_rank,
    placed.median_rank,
    placed.top_quarter,
    placed.bottom_quarter,
    placed.above_next,
    placed.among,
    placed.indicators
from result.publication
inner join result.rank as placed
    on
        publication.is_current
        and placed.since_run <= publication.run_id
        and (placed.until_run is null or placed.until_run > publication.run_id)
inner join result.key_set
    on placed.key_set_id = key_set.key_set_id
inner join core.school
    on placed.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id;
comment on view report_v1.ranking is
'Места школ с интервалами и группами; без места — причина';
