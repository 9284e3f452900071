/*---
code: health.med_equipment_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.6"
criterion: 3
title: {ru: "Оснащённость медицинского кабинета", en: "Equipment of the medical office"}
short: {ru: "Оснащение медкабинета", en: "Medical equipment"}
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
minimum: {compute: 1, publish: 1}
sensitive: false
numerator: {ru: "оснащённые позиции", en: "items in place"}
denominator: {ru: "позиции стандарта", en: "items of the standard list"}
source: "Положение о ВСОКО, п. 4.4.6"
tables: [facility]
---*/
with

latest as (
    select distinct on (school_id, academic_year)
        school_id,
        academic_year,
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
    equipped_count::bigint as numerator,
    standard_count::bigint as denominator
from latest
where
    equipped_count is not null
    and standard_count > 0
