create view report_v1.pooled_comparison with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    pooled.academic_year as year,
    indicator.code as indicator,
    pooled.cut,
    indicator.passport ->> 'kind' as kind,
    indicator.passport ->> 'unit' as unit,
    indicator.passport ->> 'direction' as direction,
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
        publication.is_current
        and pooled.since_run <= publication.run_id
        and (pooled.until_run is null or pooled.until_run > publication.run_id)
inner join result.indicator
    on pooled.indicator_id = indicator.indicator_id
inner join core.school
    on pooled.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id;
comment on view report_v1.pooled_comparison is
'Показатели малых школ за несколько лет рядом с аналогами за те же годы';
