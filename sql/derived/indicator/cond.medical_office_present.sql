/*---
code: cond.medical_office_present
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 33
criterion: 7
title:
  ru: "Наличие оборудованного медицинского кабинета"
  en: "An equipped medical office"
short: {ru: "Есть медкабинет", en: "Medical office present"}
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
  ru: "школы с кабинетом, оснащённым по стандарту"
  en: "schools with an office equipped to the standard list"
denominator: {ru: "школы", en: "schools"}
source: "Положение о ВСОКО, п. 4.6, критерий 7; форма ОО-2"
caveats:
  ru: >-
    Решает признак соответствия; если он не указан — все ли позиции на месте.
    Признак соответствия: в сводный балл и кластеры не входит, пока у всех одинаков
  en: >-
    The conformity flag decides; where it was not told, whether all items are in
    place. A compliance flag: left out of composites and clusters while it is the
    same everywhere
tables: [facility]
---*/
with

latest as (
    select distinct on (school_id, academic_year)
        school_id,
        academic_year,
        is_present,
        conforms,
        equipped_count,
        standard_count
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
    (
        is_present
        and coalesce(conforms, equipped_count >= standard_count, false)
    )::integer::bigint as numerator,
    1::bigint as denominator
from latest
