-- The scores of the criteria add up values: where one of them is hidden from the reader, neither they nor the values are
-- shown, but to the operator, who loads them, and the school itself. To everybody no place is; to the region's analysts schools
-- go by tiers: places, and what they could be told from, are for the municipality, the operator and the school itself.
create view report_v1.ranking with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    placed.academic_year as year,
    placed.scope,
    case when reader.sees_places then placed.score end as score,
    case when reader.sees_places then placed.rank end as rank,
    case when reader.sees_places then placed.rank_low end as rank_low,
    case when reader.sees_places then placed.rank_high end as rank_high,
    placed.tier,
    placed.reason,
    case
        when hidden.is_hidden or not reader.sees_places then '{}'::jsonb
        else placed.parts
    end as parts,
    key_set.code as key_set,
    publication.run_id as run,
    case when reader.sees_places then placed.score_error end as score_error,
    case when reader.sees_places then placed.sampling_low end as sampling_low,
    case when reader.sees_places then placed.sampling_high end as sampling_high,
    case when reader.sees_places then placed.method_low end as method_low,
    case when reader.sees_places then placed.method_high end as method_high,
    case when reader.sees_places then placed.set_low end as set_low,
    case when reader.sees_places then placed.set_high end as set_high,
    case when reader.sees_places then placed.expected_rank end as expected_rank,
    case when reader.sees_places then placed.median_rank end as median_rank,
    case when reader.sees_places then placed.top_quarter end as top_quarter,
    case when reader.sees_places then placed.bottom_quarter end as bottom_quarter,
    case when reader.sees_places then placed.above_next end as above_next,
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
        publication.run_id = core.shown_run()
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
        values (core.scope_level() = 1 or core.scope_is_school())
    ) as reader (sees_places)
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
