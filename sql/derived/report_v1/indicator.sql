create view report_v1.indicator with (security_invoker = true) as
select
    indicator.code as indicator,
    indicator.version,
    indicator.fingerprint,
    indicator.is_current,
    indicator.passport ->> 'clause' as clause,
    case jsonb_typeof(indicator.passport -> 'row')
        when 'array'
            then array(
                    select item.value::integer
                    from jsonb_array_elements_text(indicator.passport -> 'row')
                            as item (value)
                )
        when 'number' then array[(indicator.passport ->> 'row')::integer]
        else '{}'::integer[]
    end as table_rows,
    (indicator.passport ->> 'criterion')::integer as criterion,
    indicator.passport -> 'title' ->> 'ru' as title_ru,
    indicator.passport -> 'title' ->> 'en' as title_en,
    indicator.passport -> 'short' ->> 'ru' as short_ru,
    indicator.passport -> 'short' ->> 'en' as short_en,
    indicator.passport ->> 'unit' as unit,
    indicator.passport ->> 'direction' as direction,
    indicator.passport ->> 'kind' as kind,
    indicator.passport ->> 'pool' as pool,
    indicator.passport ->> 'period' as period,
    indicator.passport -> 'as_of' ->> 'ru' as as_of_ru,
    indicator.passport -> 'as_of' ->> 'en' as as_of_en,
    indicator.passport ->> 'analogue_class' as analogue_class,
    indicator.passport ->> 'ranking' as ranking,
    (indicator.passport -> 'minimum' ->> 'compute')::integer as minimum_compute,
    (indicator.passport -> 'minimum' ->> 'publish')::integer as minimum_publish,
    coalesce((indicator.passport ->> 'sensitive')::boolean, false) as is_sensitive,
    indicator.passport -> 'numerator' ->> 'ru' as numerator_ru,
    indicator.passport -> 'numerator' ->> 'en' as numerator_en,
    indicator.passport -> 'denominator' ->> 'ru' as denominator_ru,
    indicator.passport -> 'denominator' ->> 'en' as denominator_en,
    indicator.passport ->> 'source' as source,
    indicator.passport -> 'caveats' ->> 'ru' as caveats_ru,
    indicator.passport -> 'caveats' ->> 'en' as caveats_en,
    indicator.passport ->> 'sql' as sql,
    (indicator.passport ->> 'bridge_year')::integer as bridge_year,
    array(
        select concat(told.value ->> 'version', ': ', told.value ->> 'from')
        from
            jsonb_array_elements(indicator.passport -> 'versions')
            with ordinality as told (value, place)
        order by told.place
    ) as versions,
    indicator.passport - 'sql' as passport
from result.indicator;
comment on column report_v1.indicator.bridge_year is
'Прежнее определение: единственный год, за который оно ещё считается рядом с новым';
comment on column report_v1.indicator.versions is
'Версии определения и с какого дня каждая действует';
comment on column report_v1.indicator.passport is 'Паспорт целиком';
comment on view report_v1.indicator is
'Паспорта показателей, все определения; действующие отмечены is_current';
