/*---
code: cond.canteen_present
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 32
criterion: 7
title:
  ru: >-
    Наличие столовой для организации горячего питания в соответствии с утвержденными
    нормами
  en: "A canteen that conforms to the norms"
short: {ru: "Есть столовая", en: "Canteen present"}
unit: flag
direction: higher
kind: flag
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: A
ranking: allowed
minimum: {compute: 1, publish: 1}
sensitive: false
numerator:
  ru: "школы со столовой, которая соответствует нормам"
  en: "schools with a canteen that conforms"
denominator: {ru: "школы", en: "schools"}
source: "Положение о ВСОКО, п. 4.6, критерий 7; форма ОО-2"
caveats:
  ru: "Признак соответствия: в сводный балл и кластеры не входит, пока у всех одинаков"
  en: >-
    A compliance flag: left out of composites and clusters while it is the same
    everywhere
tables: [facility]
---*/
with

latest as (
    select distinct on (school_id, academic_year)
        school_id,
        academic_year,
        is_present,
        conforms
    from core.facility
    where item_code = 'canteen'
    order by
        school_id asc,
        academic_year asc,
        as_of_on desc
)

select
    school_id,
    academic_year,
    'all' as cut,
    (is_present and conforms is true)::integer::bigint as numerator,
    1::bigint as denominator
from latest
