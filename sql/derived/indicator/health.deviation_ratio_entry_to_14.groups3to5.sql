/*---
code: health.deviation_ratio_entry_to_14.groups3to5
version: 1
versions:
  - {version: 1, from: 2026-11-25}
clause: "4.6"
row: 15
criterion: 3
title:
  ru: >-
    Соотношение доли детей, имеющих отклонение в здоровье, до поступления в школу к
    доле детей с отклонениями в здоровье в возрасте 14 лет: группы III–V
  en: >-
    Ratio of the share of children with health deviations at entry to the share at
    the age of 14: groups III–V
short:
  ru: "Отклонения, группы III–V: поступление к 14 годам"
  en: "Groups III–V: entry to age 14"
unit: ratio
direction: higher
kind: ratio
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: B
ranking: forbidden
minimum: {compute: 1, publish: 20}
sensitive: true
numerator:
  ru: "доля детей III–V групп здоровья среди осмотренных при поступлении"
  en: "share of health groups III–V among children examined at entry"
denominator:
  ru: "доля детей III–V групп здоровья среди осмотренных 14-летних"
  en: "share of health groups III–V among examined children aged 14"
source: "Положение о ВСОКО, п. 4.6, критерий 3; форма 030-ПО/о"
caveats:
  ru: >-
    Доли разных детей одного года, не одной когорты; меньше 1 — за школьные годы
    стало хуже; не определено, если у 14-летних отклонений нет. Вариант
    health.deviation_ratio_entry_to_14 без II группы; не смешивать
  en: >-
    Shares of different children of one year, not of one cohort; below 1 means
    health worsened at school; undefined when no child aged 14 has deviations. A
    variant of health.deviation_ratio_entry_to_14 without group II; never mix the
    two
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
),

school as (
    select
        school_id,
        academic_year,
        sum(examined_count - healthy_count) filter (where cohort = 'entry')
            as entry_deviations_count,
        sum(examined_count) filter (where cohort = 'entry') as entry_count,
        sum(examined_count - healthy_count) filter (where cohort = 'age14')
            as age14_deviations_count,
        sum(examined_count) filter (where cohort = 'age14') as age14_count
    from latest
    group by school_id, academic_year
)

select
    school_id,
    academic_year,
    'all' as cut,
    entry_deviations_count as numerator,
    entry_count as denominator,
    age14_deviations_count as base_numerator,
    age14_count as base_denominator
from school
where
    entry_count > 0
    and age14_count > 0
