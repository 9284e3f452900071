/*---
code: health.deviation_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 15
criterion: 3
title:
  ru: "Доля детей с отклонениями в здоровье (группы II–V)"
  en: "Share of children with health deviations (groups II–V)"
short: {ru: "Отклонения в здоровье", en: "Health deviations"}
unit: share
direction: lower
kind: share
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: B
ranking: forbidden
minimum: {compute: 1, publish: 20}
sensitive: true
numerator: {ru: "из них II–V группы здоровья", en: "of these, health groups II–V"}
denominator:
  ru: "осмотренные: при поступлении (stage=entry), 14 лет (stage=age14)"
  en: "examined at entry (stage=entry), aged 14 (stage=age14)"
source: "Положение о ВСОКО, п. 4.6, критерий 3; форма 030-ПО/о"
tables: [health_aggregate]
---*/
with

latest as (
    select distinct on (school_id, academic_year, cohort)
        school_id,
        academic_year,
        cohort,
        examined_count,
        group1_count
    from core.health_aggregate
    where cohort in ('entry', 'age14')
    order by
        school_id asc,
        academic_year asc,
        cohort asc,
        as_of_on desc
)

select
    school_id,
    academic_year,
    'stage=' || cohort as cut,
    sum(examined_count - group1_count) as numerator,
    sum(examined_count) as denominator
from latest
where examined_count > 0
group by school_id, academic_year, cohort
