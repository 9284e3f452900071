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
    indicator.kind,
    indicator.unit,
    indicator.direction,
    indicator.pool,
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
    counted.source,
    indicator.version,
    indicator.fingerprint,
    indicator.period,
    indicator.as_of_ru,
    indicator.as_of_en,
    case
        when beside.is_published then published.population
        when beside.territory_id is not null then 'all'
    end as population,
    case
        when
            comparison.analogue_value is not null
            and opened.has_analogue
            and comparison.analogue <> 'previous'
            then
                not beside.is_published
                or comparison.analogue_denominator is not null
    end as is_left_out,
    case
        when not beside.is_published
            then coverage.school_share
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
cross join
    lateral (
        values (
            case
                when comparison.analogue in ('municipal', 'municipal_published')
                    then municipality.territory_id
                when comparison.analogue in ('regional', 'regional_published')
                    then municipality.parent_id
            end,
            comparison.analogue in ('municipal_published', 'regional_published')
        )
    ) as beside (territory_id, is_published)
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
left join result.hidden_total
    on
        beside.territory_id = hidden_total.territory_id
        and comparison.academic_year = hidden_total.academic_year
        and comparison.indicator_id = hidden_total.indicator_id
        and comparison.cut = hidden_total.cut
        and hidden_total.since_run <= publication.run_id
        and (
            hidden_total.until_run is null
            or hidden_total.until_run > publication.run_id
        )
        and hidden_total.level <= core.scope_level()
-- Asked for with what is known of the row, and not joined: a key that is reckoned does not reach under the policies.
left join lateral (
    select count(*) > 0 as is_hidden
    from result.hidden_cell as hidden_before
    where
        comparison.analogue = 'previous'
        and not core.scope_is_school()
        and hidden_before.school_id = comparison.school_id
        and hidden_before.academic_year = comparison.academic_year - 1
        and hidden_before.indicator_id = comparison.indicator_id
        and hidden_before.cut = comparison.cut
        and hidden_before.since_run <= publication.run_id
        and (
            hidden_before.until_run is null
            or hidden_before.until_run > publication.run_id
        )
        and hidden_before.level <= core.scope_level()
) as before on true
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
            and not before.is_hidden
            and hidden_total.territory_id is null,
            hidden.school_id is null
            and not before.is_hidden
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
                        indicator.unit,
                        comparison.denominator,
                        figure.is_sensitive
                    )::double precision
            end as value,
            case
                when not reader.is_rounded then figure.beside
                else
                    core.rounded_value(
                        figure.beside::numeric,
                        indicator.unit,
                        comparison.analogue_denominator,
                        figure.is_sensitive
                    )::double precision
            end as analogue_value
        from (
            values (
                case when opened.has_own then comparison.value end,
                case when opened.has_analogue then comparison.analogue_value end,
                indicator.is_sensitive
            )
        ) as figure (own, beside, is_sensitive)
    ) as rounded
-- One row each, so that a question which does not need it leaves it out.
left join lateral (
    select max(value.source) as source
    from result.indicator_value as value
    where
        value.school_id = comparison.school_id
        and value.academic_year = comparison.academic_year
        and value.indicator_id = comparison.indicator_id
        and value.cut = comparison.cut
        and value.since_run <= publication.run_id
        and (value.until_run is null or value.until_run > publication.run_id)
) as counted on true
left join lateral (
    select
        max(
            round(
                coverage.delivered_count
                / nullif(coverage.registered_count, 0)::numeric,
                4
            )
        ) as school_share,
        max(coverage.pupil_share) as pupil_share
    from result.group_coverage as coverage
    where
        coverage.territory_id = beside.territory_id
        and coverage.academic_year = comparison.academic_year
        and coverage.indicator_id = comparison.indicator_id
        and coverage.since_run <= publication.run_id
        and (coverage.until_run is null or coverage.until_run > publication.run_id)
) as coverage on true
left join lateral (
    select
        max(published.population) as population,
        max(published.coverage_share) as coverage_share,
        max(published.class) as class,
        max(published.conversion) as conversion,
        max(published.status) as status,
        max(published.as_of_on) as as_of_on,
        max(published.source) as source
    from result.published_value as published
    inner join core.territory
        on published.oktmo = territory.oktmo
    where
        beside.is_published
        and territory.territory_id = beside.territory_id
        and published.academic_year = comparison.academic_year
        and published.indicator_id = comparison.indicator_id
        and published.cut = comparison.cut
        and published.since_run <= publication.run_id
        and (published.until_run is null or published.until_run > publication.run_id)
) as published on true
left join lateral (
    select max(tested.cutoff) as cutoff
    from result.school_family as tested
    where
        tested.school_id = comparison.school_id
        and tested.academic_year = comparison.academic_year
        and tested.analogue = comparison.analogue
        and tested.since_run <= publication.run_id
        and (tested.until_run is null or tested.until_run > publication.run_id)
) as of_school on true
left join lateral (
    select max(tested.cutoff) as cutoff
    from result.indicator_family as tested
    where
        tested.indicator_id = comparison.indicator_id
        and tested.cut = comparison.cut
        and tested.academic_year = comparison.academic_year
        and tested.analogue = comparison.analogue
        and tested.since_run <= publication.run_id
        and (tested.until_run is null or tested.until_run > publication.run_id)
) as of_indicator on true
where
    not reader.is_public
    or comparison.analogue in ('municipal', 'regional', 'previous');
comment on view report_v1.comparison is
'Показатель школы рядом с аналогами: значение, интервалы, вердикт и его основания';
