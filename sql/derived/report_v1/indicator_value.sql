-- A value that is hidden from the reader has its units alone, and from everybody not even these; a school reads all of its
-- own. For everybody figures are rounded.
create view report_v1.indicator_value with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    value.academic_year as year,
    indicator.code as indicator,
    value.cut,
    case
        when reader.is_public then core.rounded_count(opened.numerator)
        else opened.numerator
    end as numerator,
    case
        when not reader.is_public then value.denominator
        when opened.is_open then core.rounded_count(value.denominator)
    end as denominator,
    case when opened.is_open and not reader.is_public then value.sum_squares end
        as sum_squares,
    case when opened.is_open and not reader.is_public then value.base_numerator end
        as base_numerator,
    case when not reader.is_public then value.base_denominator end as base_denominator,
    case
        when not opened.is_open then null
        when reader.is_public
            then
                core.rounded_value(
                    shown.value::numeric,
                    indicator.unit,
                    value.denominator,
                    indicator.is_sensitive
                )::double precision
        else shown.value
    end as value,
    case when opened.is_open and not reader.is_public then shown.low end as low,
    case when opened.is_open and not reader.is_public then shown.high end as high,
    publication.run_id as run,
    value.source,
    value.since_run,
    not opened.is_open as is_hidden,
    indicator.fingerprint,
    indicator.kind,
    indicator.unit,
    indicator.direction,
    indicator.analogue_class,
    indicator.minimum_compute
from result.publication
inner join result.indicator_value as value
    on
        publication.run_id = core.shown_run()
        and value.since_run <= publication.run_id
        and (value.until_run is null or value.until_run > publication.run_id)
inner join result.indicator
    on value.indicator_id = indicator.indicator_id
inner join core.school
    on value.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
-- One row each, so that a question which does not need it leaves it out.
left join lateral (
    select count(*) > 0 as is_there
    from result.hidden_cell as hidden
    where
        not core.scope_is_school()
        and hidden.school_id = value.school_id
        and hidden.academic_year = value.academic_year
        and hidden.indicator_id = value.indicator_id
        and hidden.cut = value.cut
        and hidden.since_run <= publication.run_id
        and (hidden.until_run is null or hidden.until_run > publication.run_id)
        and hidden.level <= core.scope_level()
) as hidden on true
cross join
    lateral (
        values (core.scope_is_public())
    ) as reader (is_public)
cross join
    lateral (
        values (
            not hidden.is_there,
            case when not hidden.is_there then value.numerator end
        )
    ) as opened (is_open, numerator)
left join lateral (
    select
        max(beside.value) as value,
        max(beside.low) as low,
        max(beside.high) as high
    from result.comparison as beside
    where
        beside.school_id = value.school_id
        and beside.academic_year = value.academic_year
        and beside.indicator_id = value.indicator_id
        and beside.cut = value.cut
        and beside.analogue = 'previous'
        and beside.since_run <= publication.run_id
        and (beside.until_run is null or beside.until_run > publication.run_id)
) as shown on true;
comment on view report_v1.indicator_value is
'Показатели школ; у скрытого значения части пусты, для всех числа округлены';
comment on column report_v1.indicator_value.is_hidden is
'Скрыто от этого читателя правилами раскрытия';
