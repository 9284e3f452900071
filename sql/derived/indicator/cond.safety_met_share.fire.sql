/*---
code: cond.safety_met_share.fire
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.2"
criterion: 7
title:
  ru: "Выполнение требований пожарной безопасности"
  en: "Share of requirements of fire safety met"
short: {ru: "Требования пожарной безопасности", en: "Requirements of fire safety"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 1}
sensitive: false
numerator:
  ru: "из них выполненные (по последней проверке)"
  en: "of these, met (at the latest check)"
denominator: {ru: "применимые требования", en: "requirements that apply"}
source: "Положение о ВСОКО, п. 4.4.2"
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
    where check_kind = 'fire'
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
