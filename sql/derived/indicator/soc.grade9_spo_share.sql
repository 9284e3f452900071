/*---
code: soc.grade9_spo_share
version: 1
clause: "4.6"
row: 20
criterion: 4
title:
  ru: "Доля выпускников, поступивших в учебные заведения после 9-го класса: СПО"
  en: "Share of grade-9 graduates who went to a college"
short: {ru: "После 9 класса — в СПО", en: "To a college after grade 9"}
unit: share
direction: context
kind: share
pool: sum
period: year
as_of: {ru: "1 октября после выпуска", en: "1 October after graduation"}
analogue_class: A
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator: {ru: "поступившие в СПО", en: "those who went to a college"}
denominator:
  ru: "выпускники 9 класса, получившие аттестат"
  en: "grade-9 graduates with a certificate"
source: "Положение о ВСОКО, п. 4.6, критерий 4; форма ОО-1"
tables: [graduate_destination]
---*/
with

latest as (
    select
        school_id,
        academic_year,
        grade,
        destination,
        graduates_count,
        as_of_on = max(as_of_on) over (
            partition by school_id, academic_year, grade
        ) as is_latest
    from core.graduate_destination
)

select
    school_id,
    academic_year,
    'all' as cut,
    coalesce(
        sum(graduates_count) filter (where destination = 'spo'), 0
    ) as numerator,
    sum(graduates_count) as denominator
from latest
where
    is_latest
    and grade = 9
group by school_id, academic_year
having sum(graduates_count) > 0
