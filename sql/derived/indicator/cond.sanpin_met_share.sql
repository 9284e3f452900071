/*---
code: cond.sanpin_met_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 30
criterion: 7
title:
  ru: "Соответствие нормам и требованиям СанПиН"
  en: "Share of sanitary requirements met"
short: {ru: "Требования СанПиН", en: "Sanitary requirements met"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: B
ranking: allowed
minimum: {compute: 1, publish: 1}
sensitive: false
numerator:
  ru: "из них выполненные (по последней проверке)"
  en: "of these, met (at the latest check)"
denominator: {ru: "применимые требования", en: "requirements that apply"}
source: "Положение о ВСОКО, п. 4.6, критерий 7; предписания Роспотребнадзора"
tables: [sanpin_check]
---*/
with

latest as (
    select distinct on (school_id, academic_year, requirement_code)
        school_id,
        academic_year,
        is_applicable,
        is_met
    from core.sanpin_check
    where check_kind = 'sanpin'
    order by
        school_id asc,
        academic_year asc,
        requirement_code asc,
        checked_on desc
)

select
    school_id,
    academic_year,
    'all' as cut,
    count(*) filter (where is_met) as numerator,
    count(*) as denominator
from latest
where is_applicable
group by school_id, academic_year
