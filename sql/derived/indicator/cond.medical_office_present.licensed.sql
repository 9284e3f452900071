/*---
code: cond.medical_office_present.licensed
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 33
criterion: 7
title:
  ru: "Наличие оборудованного медицинского кабинета, лицензированного"
  en: "A licensed medical office"
short: {ru: "Медкабинет с лицензией", en: "Medical office licensed"}
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
  ru: "школы с лицензированным кабинетом"
  en: "schools with a licensed office"
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
        is_licensed
    from core.facility
    where item_code = 'medical_office'
    order by
        school_id asc,
        academic_year asc,
        as_of_on desc
)

select
    school_id,
    academic_year,
    'all' as cut,
    (is_present and is_licensed is true)::integer::bigint as numerator,
    1::bigint as denominator
from latest
