/*---
code: par.survey_response_rate
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.2"
criterion: 5
title:
  ru: "Доля родителей, ответивших на анкеты"
  en: "Response rate of surveys of parents"
short: {ru: "Отклик родителей", en: "Parents who answered"}
unit: share
direction: context
kind: share
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: B
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator: {ru: "ответившие", en: "those who answered"}
denominator: {ru: "приглашённые", en: "those invited"}
source: "Положение о ВСОКО, п. 4.4.2"
tables: [survey_result]
---*/
with

latest as (
    select distinct on (school_id, academic_year, survey_code, item_code)
        school_id,
        academic_year,
        invited_count,
        answered_count
    from core.survey_result
    where audience = 'parents'
    order by
        school_id asc,
        academic_year asc,
        survey_code asc,
        item_code asc,
        as_of_on desc
)

select
    school_id,
    academic_year,
    'all' as cut,
    sum(answered_count) as numerator,
    sum(invited_count) as denominator
from latest
where invited_count > 0
group by school_id, academic_year
