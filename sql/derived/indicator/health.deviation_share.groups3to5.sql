/*---
code: health.deviation_share.groups3to5
version: 1
versions:
  - {version: 1, from: 2026-11-25}
clause: "4.6"
row: 15
criterion: 3
title:
  ru: "Доля детей с отклонениями в здоровье (группы III–V)"
  en: "Share of children with health deviations (groups III–V)"
short: {ru: "Отклонения, группы III–V", en: "Health groups III–V"}
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
numerator: {ru: "из них III–V группы здоровья", en: "of these, health groups III–V"}
denominator:
  ru: "осмотренные: при поступлении (stage=entry), 14 лет (stage=age14)"
  en: "examined at entry (stage=entry), aged 14 (stage=age14)"
source: "Положение о ВСОКО, п. 4.6, критерий 3; форма 030-ПО/о"
caveats:
  ru: >-
    Вариант health.deviation_share без II группы; не смешивать
  en: >-
    A variant of health.deviation_share without group II; never mix the two
tables: [health_aggregate]
---*/
with

latest as (
    select distinct on (school_id, academic_year, cohort)
        school_id,
        academic_year,
        cohort,
        examined_count,
        group1_count + group2_count as healthy_count
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
    sum(examined_count - healthy_count) as numerator,
    sum(examined_count) as denominator
from latest
where examined_count > 0
group by school_id, academic_year, cohort
