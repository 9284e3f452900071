/*---
code: soc.grad_neet_share
version: 2
versions:
  - {version: 1, from: 2026-11-23}
  - version: 2
    from: 2026-11-25
    change:
      ru: "из нескольких отчётов берётся ближайший к 1 октября, а не последний"
      en: "of several reports the one nearest to 1 October, not the last"
clause: "4.6"
row: 18
criterion: 4
title:
  ru: >-
    Доля выпускников, не работающих и не продолживших обучение, к численности
    выпускников
  en: "Share of graduates neither working nor studying"
short: {ru: "Не работают и не учатся", en: "Neither working nor studying"}
unit: share
direction: lower
kind: share
pool: sum
period: year
as_of: {ru: "1 октября после выпуска", en: "1 October after graduation"}
analogue_class: A
ranking: allowed
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "выпускники, не работающие и не продолжившие обучение"
  en: "graduates neither working nor studying"
denominator: {ru: "выпускники года", en: "graduates of the year"}
source: "Положение о ВСОКО, п. 4.6, критерий 4; мониторинг занятости выпускников"
caveats:
  ru: >-
    Из нескольких отчётов берётся ближайший к 1 октября: зимой выпускники уже не там
  en: >-
    Of several reports the one nearest to 1 October: by winter graduates are elsewhere
tables: [graduate_destination]
---*/
with

told as (
    select
        school_id,
        academic_year,
        grade,
        destination,
        graduates_count,
        as_of_on = first_value(as_of_on) over (
            partition by school_id, academic_year, grade
            order by
                abs(as_of_on - make_date(academic_year, 10, 1)) asc,
                as_of_on desc
        ) as is_nearest
    from core.graduate_destination
)

select
    school_id,
    academic_year,
    'grade=' || grade as cut,
    coalesce(
        sum(graduates_count) filter (where destination = 'none'), 0
    ) as numerator,
    sum(graduates_count) as denominator
from told
where is_nearest
group by school_id, academic_year, grade
having sum(graduates_count) > 0
