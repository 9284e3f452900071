/*---
code: health.pe_main_group_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.6"
criterion: 3
title:
  ru: "Доля детей основной физкультурной группы"
  en: "Share of children in the main PE group"
short: {ru: "Основная физкультурная группа", en: "Main PE group"}
unit: share
direction: higher
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
numerator:
  ru: "дети основной физкультурной группы"
  en: "children of the main PE group"
denominator:
  ru: "осмотренные по параллелям, где группы указаны"
  en: "children examined, in grades that told the groups"
source: "Положение о ВСОКО, п. 4.4.6; форма 030-ПО/о"
tables: [health_aggregate]
---*/
with

latest as (
    select distinct on (school_id, academic_year, cohort)
        school_id,
        academic_year,
        examined_count,
        pe_main_count
    from core.health_aggregate
    where cohort not in ('entry', 'age14')
        and pe_main_count is not null
    order by
        school_id asc,
        academic_year asc,
        cohort asc,
        as_of_on desc
)

select
    school_id,
    academic_year,
    'all' as cut,
    sum(least(pe_main_count, examined_count)) as numerator,
    sum(examined_count) as denominator
from latest
where examined_count > 0
group by school_id, academic_year
