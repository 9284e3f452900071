-- A value is shown as its comparison shows it: what is hidden there has no parts here.
create view report_v1.indicator_value with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    value.academic_year as year,
    indicator.code as indicator,
    value.cut,
    shown.numerator,
    value.denominator,
    case when shown.numerator is not null then value.sum_squares end as sum_squares,
    case when shown.numerator is not null then value.base_numerator end
        as base_numerator,
    value.base_denominator,
    shown.value,
    shown.low,
    shown.high,
    publication.run_id as run,
    value.source,
    value.since_run
from result.publication
inner join result.indicator_value as value
    on
        publication.is_current
        and value.since_run <= publication.run_id
        and (value.until_run is null or value.until_run > publication.run_id)
inner join result.indicator
    on value.indicator_id = indicator.indicator_id
inner join core.school
    on value.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
left join result.comparison as shown
    on
        value.school_id = shown.school_id
        and value.academic_year = shown.academic_year
        and value.indicator_id = shown.indicator_id
        and value.cut = shown.cut
        and shown.analogue = 'previous'
        and shown.since_run <= publication.run_id
        and (shown.until_run is null or shown.until_run > publication.run_id);
comment on view report_v1.indicator_value is
'Показатели школ; у скрытого значения части пусты';
