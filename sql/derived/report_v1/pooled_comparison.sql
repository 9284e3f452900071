-- Years together less the years that are open would give a hidden one away: where one of them is hidden from the reader
-- there is no row. Years before a merger hold other schools, so of them no figure of the region may be hidden.
create view report_v1.pooled_comparison with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    pooled.academic_year as year,
    indicator.code as indicator,
    pooled.cut,
    indicator.kind,
    indicator.unit,
    indicator.direction,
    pooled.analogue,
    pooled.first_year,
    pooled.year_count as years,
    pooled.is_linked,
    pooled.numerator,
    pooled.denominator,
    pooled.value,
    pooled.low,
    pooled.high,
    pooled.school_count as schools,
    pooled.analogue_numerator,
    pooled.analogue_denominator,
    pooled.analogue_value,
    pooled.difference,
    pooled.difference_low,
    pooled.difference_high,
    pooled.effect,
    pooled.z,
    pooled.band,
    pooled.p_value,
    pooled.verdict,
    pooled.reasons,
    publication.run_id as run
from result.publication
inner join result.pooled_comparison as pooled
    on
        publication.run_id = core.shown_run()
        and pooled.since_run <= publication.run_id
        and (pooled.until_run is null or pooled.until_run > publication.run_id)
inner join result.indicator
    on pooled.indicator_id = indicator.indicator_id
inner join core.school
    on pooled.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
where
    core.scope_is_school()
    or not core.scope_is_public()
    and not exists (
        select 1
        from result.hidden_cell as hidden
        where
            hidden.school_id = pooled.school_id
            and hidden.indicator_id = pooled.indicator_id
            and hidden.cut = pooled.cut
            and hidden.academic_year between pooled.first_year and pooled.academic_year
            and hidden.since_run <= publication.run_id
            and (hidden.until_run is null or hidden.until_run > publication.run_id)
            and hidden.level <= core.scope_level()
    )
    and not (
        pooled.is_linked
        and exists (
            select 1
            from result.hidden_cell as hidden
            where
                hidden.indicator_id = pooled.indicator_id
                and hidden.cut = pooled.cut
                and hidden.academic_year
                between pooled.first_year and pooled.academic_year
                and hidden.since_run <= publication.run_id
                and (hidden.until_run is null or hidden.until_run > publication.run_id)
                and hidden.level <= core.scope_level()
        )
    )
    and not exists (
        select 1
        from result.hidden_total as hidden
        where
            hidden.indicator_id = pooled.indicator_id
            and hidden.cut = pooled.cut
            and hidden.academic_year between pooled.first_year and pooled.academic_year
            and hidden.since_run <= publication.run_id
            and (hidden.until_run is null or hidden.until_run > publication.run_id)
            and hidden.level <= core.scope_level()
    );
comment on view report_v1.pooled_comparison is
'Показатели малых школ за несколько лет рядом с аналогами за те же годы';
