-- Signs that marks are doubtful are for the operator alone.
create view report_v1.comparison with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    comparison.academic_year as year,
    indicator.code as indicator,
    comparison.cut,
    indicator.passport ->> 'kind' as kind,
    indicator.passport ->> 'unit' as unit,
    indicator.passport ->> 'direction' as direction,
    indicator.passport ->> 'pool' as pool,
    comparison.numerator,
    comparison.denominator,
    comparison.value,
    comparison.low,
    comparison.high,
    comparison.analogue,
    comparison.school_count as schools,
    comparison.analogue_numerator,
    comparison.analogue_denominator,
    comparison.analogue_value,
    comparison.difference,
    comparison.difference_low,
    comparison.difference_high,
    comparison.percentile,
    comparison.verdict,
    case
        when nullif(current_setting('soko.audience', true), '') = 'operator'
            then comparison.reasons
        else
            array_remove(
                array_remove(comparison.reasons, 'marks_doubtful'), 'year_jump'
            )
    end as reasons,
    publication.run_id as run,
    value.source,
    indicator.version,
    indicator.fingerprint,
    indicator.passport ->> 'period' as period,
    indicator.passport -> 'as_of' ->> 'ru' as as_of_ru,
    indicator.passport -> 'as_of' ->> 'en' as as_of_en,
    case
        when beside.is_published then published.population
        when beside.level is not null then 'all'
    end as population,
    case
        when
            comparison.analogue_value is not null and comparison.analogue <> 'previous'
            then
                beside.is_published is not true
                or comparison.analogue_denominator is not null
    end as is_left_out,
    case
        when not beside.is_published
            then
                round(
                    coverage.delivered_count
                    / nullif(coverage.registered_count, 0)::numeric,
                    4
                )
    end as school_coverage,
    case
        when not beside.is_published then coverage.pupil_share
        when comparison.analogue_value is not null then published.coverage_share
    end as pupil_coverage,
    published.class,
    published.conversion,
    published.status,
    published.as_of_on,
    published.source as origin,
    comparison.effect,
    comparison.z,
    comparison.band,
    comparison.p_value,
    comparison.p_value <= of_school.cutoff as is_discovery_of_school,
    comparison.p_value <= of_indicator.cutoff as is_discovery_of_indicator
from result.publication
inner join result.comparison
    on
        publication.is_current
        and comparison.since_run <= publication.run_id
        and (
            comparison.until_run is null
            or comparison.until_run > publication.run_id
        )
inner join result.indicator
    on comparison.indicator_id = indicator.indicator_id
inner join core.school
    on comparison.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
left join result.indicator_value as value
    on
        comparison.school_id = value.school_id
        and comparison.academic_year = value.academic_year
        and comparison.indicator_id = value.indicator_id
        and comparison.cut = value.cut
        and value.since_run <= publication.run_id
        and (value.until_run is null or value.until_run > publication.run_id)
left join (
    values
    ('municipal', 'municipality', false),
    ('regional', 'region', false),
    ('municipal_published', 'municipality', true),
    ('regional_published', 'region', true)
) as beside (analogue, level, is_published)
    on comparison.analogue = beside.analogue
left join core.territory as territory
    on
        case beside.level
            when 'municipality' then municipality.territory_id
            when 'region' then municipality.parent_id
        end = territory.territory_id
left join result.group_coverage as coverage
    on
        territory.territory_id = coverage.territory_id
        and comparison.academic_year = coverage.academic_year
        and comparison.indicator_id = coverage.indicator_id
        and coverage.since_run <= publication.run_id
        and (coverage.until_run is null or coverage.until_run > publication.run_id)
left join result.published_value as published
    on
        beside.is_published
        and territory.oktmo = published.oktmo
        and comparison.academic_year = published.academic_year
        and comparison.indicator_id = published.indicator_id
        and comparison.cut = published.cut
        and published.since_run <= publication.run_id
        and (published.until_run is null or published.until_run > publication.run_id)
left join result.school_family as of_school
    on
        comparison.school_id = of_school.school_id
        and comparison.academic_year = of_school.academic_year
        and comparison.analogue = of_school.analogue
        and of_school.since_run <= publication.run_id
        and (of_school.until_run is null or of_school.until_run > publication.run_id)
left join result.indicator_family as of_indicator
    on
        comparison.indicator_id = of_indicator.indicator_id
        and comparison.cut = of_indicator.cut
        and comparison.academic_year = of_indicator.academic_year
        and comparison.analogue = of_indicator.analogue
        and of_indicator.since_run <= publication.run_id
        and (
            of_indicator.until_run is null
            or of_indicator.until_run > publication.run_id
        );
comment on view report_v1.comparison is
'Показатель школы рядом с аналогами: значение, интервалы, вердикт и его основания';
