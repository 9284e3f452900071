-- A change less the year that is open would give a hidden year away: where one of a school's years is hidden from the reader
-- there is no row.
create view report_v1.trend with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    trend.academic_year as year,
    indicator.code as indicator,
    trend.cut,
    indicator.passport ->> 'unit' as unit,
    indicator.passport ->> 'direction' as direction,
    trend.year_count as years,
    trend.change,
    trend.change_low,
    trend.change_high,
    trend.drift,
    trend.adjusted,
    trend.adjusted_low,
    trend.adjusted_high,
    trend.verdict,
    trend.slope,
    trend.slope_error,
    trend.forecast,
    trend.forecast_low,
    trend.forecast_high,
    trend.forecast_method,
    trend.forecast_error,
    trend.reasons,
    publication.run_id as run
from result.publication
inner join result.trend
    on
        publication.run_id = core.shown_run()
        and trend.since_run <= publication.run_id
        and (trend.until_run is null or trend.until_run > publication.run_id)
inner join result.indicator
    on trend.indicator_id = indicator.indicator_id
inner join core.school
    on trend.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
where
    core.scope_is_school()
    or not core.scope_is_public()
    and not exists (
        select 1
        from result.hidden_cell as hidden
        where
            hidden.school_id = trend.school_id
            and hidden.indicator_id = trend.indicator_id
            and hidden.cut = trend.cut
            and hidden.since_run <= publication.run_id
            and (hidden.until_run is null or hidden.until_run > publication.run_id)
            and hidden.level <= core.scope_level()
    );
comment on view report_v1.trend is
'Динамика показателей школ: изменение, сдвиг региона, вывод, наклон, прогноз';
