/*---
code: soc.grad11.uni_share
version: 2
versions:
  - {version: 1, from: 2026-11-23}
  - version: 2
    from: 2026-11-25
    change:
      ru: "из нескольких отчётов берётся ближайший к 1 октября, а не последний"
      en: "of several reports the one nearest to 1 October, not the last"
clause: "4.4.2"
criterion: 4
title:
  ru: "Доля выпускников 11 класса, ушедших в вуз"
  en: "Share of grade-11 graduates who went to university"
short: {ru: "После 11 класса: вуз", en: "After grade 11: university"}
unit: share
direction: context
kind: share
pool: sum
period: year
as_of: {ru: "1 октября после выпуска", en: "1 October after graduation"}
analogue_class: B
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "выпускники 11 класса, ушедшие в вуз"
  en: "grade-11 graduates who went to university"
denominator: {ru: "выпускники 11 класса", en: "grade-11 graduates"}
source: "Положение о ВСОКО, п. 4.4.2"
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
    'all' as cut,
    coalesce(
        sum(graduates_count) filter (where destination = 'university'), 0
    ) as numerator,
    sum(graduates_count) as denominator
from told
where
    is_nearest
    and grade = 11
group by school_id, academic_year
having sum(graduates_count) > 0
