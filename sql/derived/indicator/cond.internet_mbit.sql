/*---
code: cond.internet_mbit
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.2"
criterion: 7
title:
  ru: "Скорость доступа в Интернет, Мбит/с"
  en: "Speed of the Internet access, Mbit/s"
short: {ru: "Интернет, Мбит/с", en: "Internet, Mbit/s"}
unit: count
direction: higher
kind: count
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 1}
sensitive: false
numerator: {ru: "скорость, Мбит/с", en: "speed, Mbit/s"}
denominator: {ru: "школы", en: "schools"}
source: "Положение о ВСОКО, п. 4.4.2; форма ОО-2"
tables: [resource]
---*/
with

latest as (
    select distinct on (school_id, academic_year)
        school_id,
        academic_year,
        internet_mbit
    from core.resource
    where internet_mbit is not null
    order by
        school_id asc,
        academic_year asc,
        as_of_on desc
)

select
    school_id,
    academic_year,
    'all' as cut,
    internet_mbit as numerator,
    1::bigint as denominator
from latest
