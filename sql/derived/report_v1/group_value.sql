-- A total of few schools would give its members away; one that is hidden from the reader has its units alone.
create view report_v1.group_value with (security_invoker = true) as
select
    territory.oktmo as territory,
    territory.level,
    total.academic_year as year,
    indicator.code as indicator,
    total.cut,
    total.school_count as schools,
    case
        when hidden.territory_id is not null then null
        when reader.is_public then core.rounded_count(total.numerator)
        else total.numerator
    end as numerator,
    case
        when not reader.is_public then total.denominator
        when hidden.territory_id is null then core.rounded_count(total.denominator)
    end as denominator,
    case
        when hidden.territory_id is null and not reader.is_public
            then total.sum_squares
    end as sum_squares,
    case
        when hidden.territory_id is null and not reader.is_public
            then total.base_numerator
    end as base_numerator,
    case when not reader.is_public then total.base_denominator end as base_denominator,
    publication.run_id as run,
    case
        when hidden.territory_id is not null then null
        when reader.is_public
            then
                core.rounded_value(
                    exact.value,
                    indicator.passport ->> 'unit',
                    total.denominator,
                    coalesce((indicator.passport ->> 'sensitive')::boolean, false)
                )
        else exact.value
    end::double precision as value,
    hidden.territory_id is not null as is_hidden
from result.publication
inner join result.group_value as total
    on
        publication.run_id = core.shown_run()
        and total.since_run <= publication.run_id
        and (total.until_run is null or total.until_run > publication.run_id)
inner join result.indicator
    on total.indicator_id = indicator.indicator_id
inner join core.territory
    on total.territory_id = territory.territory_id
inner join result.threshold
    on
        threshold.name = 'group_schools_open'
        and total.school_count >= threshold.value
left join result.hidden_total as hidden
    on
        total.territory_id = hidden.territory_id
        and total.academic_year = hidden.academic_year
        and total.indicator_id = hidden.indicator_id
        and total.cut = hidden.cut
        and hidden.since_run <= publication.run_id
        and (hidden.until_run is null or hidden.until_run > publication.run_id)
        and hidden.level <= core.scope_level()
cross join
    lateral (
        values (core.scope_is_public())
    ) as reader (is_public)
cross join
    lateral (
        values (
            case
                when indicator.passport ->> 'pool' = 'none' then null
                when indicator.passport ->> 'kind' = 'ratio'
                    then
                        total.numerator / nullif(total.denominator, 0)
                        / nullif(
                            total.base_numerator / nullif(total.base_denominator, 0),
                            0
                        )
                else total.numerator / nullif(total.denominator, 0)
            end
        )
    ) as exact (value);
comment on view report_v1.group_value is
'Итоги территорий, открытые по числу школ; у скрытого итога части пусты, для всех числа округлены';
comment on column report_v1.group_value.is_hidden is
'Скрыто от этого читателя правилами раскрытия';
