-- A total of few schools would give its members away; so would the exact total of a sensitive indicator.
create view report_v1.group_value with (security_invoker = true) as
select
    territory.oktmo as territory,
    territory.level,
    total.academic_year as year,
    indicator.code as indicator,
    total.cut,
    total.school_count as schools,
    case when not passport.is_sensitive then total.numerator end as numerator,
    total.denominator,
    case when not passport.is_sensitive then total.sum_squares end as sum_squares,
    case when not passport.is_sensitive then total.base_numerator end as base_numerator,
    total.base_denominator,
    publication.run_id as run
from result.publication
inner join result.group_value as total
    on
        publication.is_current
        and total.since_run <= publication.run_id
        and (total.until_run is null or total.until_run > publication.run_id)
inner join result.indicator
    on total.indicator_id = indicator.indicator_id
inner join core.territory
    on total.territory_id = territory.territory_id
cross join
    lateral (
        values (coalesce((indicator.passport ->> 'sensitive')::boolean, false))
    ) as passport (is_sensitive)
inner join result.threshold
    on
        threshold.name = 'group_schools_open'
        and total.school_count >= threshold.value;
comment on view report_v1.group_value is
'Итоги территорий, открытые по числу школ; у чувствительных показателей числитель пуст';
