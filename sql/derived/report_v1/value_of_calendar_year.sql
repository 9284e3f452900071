create view report_v1.value_of_calendar_year with (security_invoker = true) as
select
    value.school,
    value.municipality,
    value.year - rule.academic_year_after as calendar_year,
    value.year as academic_year,
    value.indicator,
    value.cut,
    value.numerator,
    value.denominator,
    value.value,
    value.low,
    value.high,
    rule.basis,
    rule.as_of_ru,
    rule.as_of_en,
    value.run,
    value.is_hidden,
    value.source
from report_v1.indicator_value as value
inner join report_v1.calendar_rule as rule
    on value.indicator = rule.indicator;
comment on view report_v1.value_of_calendar_year is
'Показатели школ за календарный год, для самообследования: чей учебный год взят и почему';
