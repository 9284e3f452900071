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
    comparison.reasons,
    publication.run_id as run
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
    on school.municipality_id = municipality.territory_id;
comment on view report_v1.comparison is
'Показатель школы рядом с аналогами: значение, интервалы, вердикт и его основания';
