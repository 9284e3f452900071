-- What is hidden from the reader, the own figure, the total the analogue comes from or the earlier year, takes the comparison
-- with it; a school reads all of its own. For everybody figures are rounded, without what would make them exact again.
-- So are sums over lists of schools for a school: they hold figures of the others that not everybody may read.
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
    case
        when reader.is_public then core.rounded_count(opened.numerator)
        else opened.numerator
    end as numerator,
    case
        when not reader.is_public then comparison.denominator
        when opened.has_own then core.rounded_count(comparison.denominator)
    end as denominator,
    rounded.value,
    case when opened.has_own and not reader.is_public then comparison.low end as low,
    case when opened.has_own and not reader.is_public then comparison.high end as high,
    comparison.analogue,
    comparison.school_count as schools,
    case
        when opened.is_exact
            then comparison.analogue_numerator
    end as analogue_numerator,
    case
        when opened.is_exact
            then comparison.analogue_denominator
    end as analogue_denominator,
    rounded.analogue_value,
    case
        when reader.is_rounded
            then
                (
                    rounded.value::numeric - rounded.analogue_value::numeric
                )::double precision
        when opened.has_analogue then comparison.difference
    end as difference,
    case
        when opened.is_exact
            then comparison.difference_low
    end as difference_low,
    case
        when opened.is_exact
            then comparison.difference_high
    end as difference_high,
    case when opened.has_own and not reader.is_public then comparison.percentile end
        as percentile,
    case when opened.has_analogue then comparison.verdict else 'not_comparable' end
        as verdict,
    case
        when not opened.has_analogue and not opened.is_told
            then told.reasons || array['suppressed']
        else told.reasons
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
            comparison.analogue_value is not null
            and opened.has_analogue
            and comparison.analogue <> 'previous'
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
        when comparison.analogue_value is not null and opened.has_analogue
            then published.coverage_share
    end as pupil_coverage,
    published.class,
    published.conversion,
    published.status,
    published.as_of_on,
    published.source as origin,
    case when opened.is_exact then comparison.effect end as effect,
    case when opened.is_exact then comparison.z end as z,
    case when opened.is_exact then comparison.band end as band,
    case when opened.is_exact then comparison.p_value end as p_value,
    opened.is_exact
    and comparison.p_value <= of_school.cutoff as is_discovery_of_school,
    opened.is_exact
    and comparison.p_value <= of_indicator.cutoff as is_discovery_of_indicator,
    not opened.has_own as is_hidden
from result.publication
inner join result.comparison
    on
        publication.run_id = core.shown_run()
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
        )
left join result.hidden_cell as hidden
    on
        comparison.school_id = hidden.school_id
        and comparison.academic_year = hidden.academic_year
        and comparison.indicator_id = hidden.indicator_id
        and comparison.cut = hidden.cut
        and hidden.since_run <= publication.run_id
        and (hidden.until_run is null or hidden.until_run > publication.run_id)
        and hidden.level <= core.scope_level()
        and not core.scope_is_school()
left join result.hidden_cell as hidden_before
    on
        comparison.analogue = 'previous'
        and comparison.school_id = hidden_before.school_id
        and comparison.academic_year = hidden_before.academic_year + 1
        and comparison.indicator_id = hidden_before.indicator_id
        and comparison.cut = hidden_before.cut
        and hidden_before.since_run <= publication.run_id
        and (
            hidden_before.until_run is null
            or hidden_before.until_run > publication.run_id
        )
        and hidden_before.level <= core.scope_level()
        and not core.scope_is_school()
left join result.hidden_total
    on
        territory.territory_id = hidden_total.territory_id
        and comparison.academic_year = hidden_total.academic_year
        and comparison.indicator_id = hidden_total.indicator_id
        and comparison.cut = hidden_total.cut
        and hidden_total.since_run <= publication.run_id
        and (
            hidden_total.until_run is null
            or hidden_total.until_run > publication.run_id
        )
        and hidden_total.level <= core.scope_level()
cross join
    lateral (
        values (
            core.scope_is_public(),
            core.scope_is_public()
            or core.scope_is_school()
            and (
                comparison.analogue in ('municipal_same_kind', 'similar')
                or starts_with(comparison.analogue, 'set:')
            )
        )
    ) as reader (is_public, is_rounded)
cross join
    lateral (
        values (
            case when hidden.school_id is null then comparison.numerator end,
            hidden.school_id is null,
            hidden.school_id is null
            and hidden_before.school_id is null
            and hidden_total.territory_id is null,
            hidden.school_id is null
            and hidden_before.school_id is null
            and hidden_total.territory_id is null
            and not reader.is_rounded,
            'suppressed' = any(comparison.reasons)
        )
    ) as opened (numerator, has_own, has_analogue, is_exact, is_told)
cross join
    lateral (
        values (
            case
                when nullif(current_setting('soko.audience', true), '') = 'operator'
                    then comparison.reasons
                else
                    array_remove(
                        array_remove(comparison.reasons, 'marks_doubtful'), 'year_jump'
                    )
            end
        )
    ) as told (reasons)
cross join
    lateral (
        select
            case
                when not reader.is_public then figure.own
                else
                    core.rounded_value(
                        figure.own::numeric,
                        indicator.passport ->> 'unit',
                        comparison.denominator,
                        figure.is_sensitive
                    )::double precision
            end as value,
            case
                when not reader.is_rounded then figure.beside
                else
                    core.rounded_value(
                        figure.beside::numeric,
                        indicator.passport ->> 'unit',
                        comparison.analogue_denominator,
                        figure.is_sensitive
                    )::double precision
            end as analogue_value
        from (
            values (
                case when opened.has_own then comparison.value end,
                case when opened.has_analogue then comparison.analogue_value end,
                coalesce((indicator.passport ->> 'sensitive')::boolean, false)
            )
        ) as figure (own, beside, is_sensitive)
    ) as rounded
where
    not reader.is_public
    or comparison.analogue in ('municipal', 'regional', 'previous');
comment on view report_v1.comparison is
'Показатель школы рядом с аналогами: значение, интервалы, вердикт и его основания';
