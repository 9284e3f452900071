-- The scores of the criteria add up values: where one of them is hidden from the reader, neither they nor the values are
-- shown, but to the operator, who loads them, and the school itself. To everybody no place is.
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
    case when hidden.is_hidden then '{}'::jsonb else placed.parts end as parts,
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
    case
        when
            core.scope_is_school()
            or core.scope_level() = 1 and not hidden.is_hidden
            then placed.indicators
    end as indicators
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
    on school.municipality_id = municipality.territory_id
cross join
    lateral (
        select count(*) > 0 as is_hidden
        from
            jsonb_array_elements(key_set.document -> 'indicators')
                as ranked (entry)
        inner join result.indicator
            on ranked.entry ->> 'code' = indicator.code
        inner join result.hidden_cell
            on
                placed.school_id = hidden_cell.school_id
                and hidden_cell.academic_year
                between placed.academic_year - 2 and placed.academic_year
                and indicator.indicator_id = hidden_cell.indicator_id
                and ranked.entry ->> 'cut' = hidden_cell.cut
                and hidden_cell.since_run <= publication.run_id
                and (
                    hidden_cell.until_run is null
                    or hidden_cell.until_run > publication.run_id
                )
                and hidden_cell.cause <> 'primary'
                and hidden_cell.level <= core.scope_level()
                and not core.scope_is_school()
                and nullif(current_setting('soko.audience', true), '')
                is distinct from 'operator'
    ) as hidden;
comment on view report_v1.ranking is
'Места школ с интервалами и группами; без места — причина';
