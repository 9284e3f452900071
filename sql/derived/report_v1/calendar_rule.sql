-- Which academic year of an indicator speaks for a calendar year, as a self-examination needs it: what is measured on a
-- day, for the year of that day; what is told of an academic year, for the year in which that ends.
create view report_v1.calendar_rule with (security_invoker = true) as
select
    indicator.code as indicator,
    indicator.version,
    rule.academic_year_after,
    rule.basis,
    indicator.passport -> 'as_of' ->> 'ru' as as_of_ru,
    indicator.passport -> 'as_of' ->> 'en' as as_of_en
from result.indicator
inner join (
    values
    ('20 сентября', 1, 'day'),
    ('25 мая', 0, 'day'),
    ('31 мая', 0, 'day'),
    ('36 месяцев до 31 мая', 0, 'day'),
    ('1 октября после выпуска', 0, 'day'),
    ('за учебный год', 0, 'academic_year'),
    ('последние сведения учебного года', 0, 'academic_year'),
    ('среднее на 20 сентября и 31 мая', 0, 'academic_year')
) as rule (as_of, academic_year_after, basis)
    on rule.as_of = indicator.passport -> 'as_of' ->> 'ru'
where indicator.is_current;
comment on view report_v1.calendar_rule is
'Какой учебный год показателя отвечает за календарный: по дню измерения или по году окончания';
