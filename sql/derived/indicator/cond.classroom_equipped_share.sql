/*---
code: cond.classroom_equipped_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.2"
criterion: 7
title:
  ru: "Доля оборудованных учебных кабинетов"
  en: "Share of classrooms that are equipped"
short: {ru: "Оборудованные кабинеты", en: "Equipped classrooms"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 1}
sensitive: false
numerator: {ru: "оборудованные кабинеты", en: "equipped classrooms"}
denominator: {ru: "все кабинеты", en: "all classrooms"}
source: "Положение о ВСОКО, п. 4.4.2; форма ОО-2"
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
    where item_code = 'classroom_equipped'
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
