/*---
code: soc.juvenile_register_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 19
criterion: 4
title:
  ru: "Доля обучающихся, состоящих на учете в ОПДН, КДН к общей численности обучающихся"
  en: "Share of pupils on a juvenile register (ОПДН or КДН)"
short: {ru: "На учёте ОПДН, КДН", en: "On a juvenile register"}
unit: share
direction: lower
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
  ru: "различные обучающиеся на учёте ОПДН или КДНиЗП"
  en: "distinct pupils on either register"
denominator: {ru: "обучающиеся на ту же дату", en: "pupils on roll on the same date"}
source: "Положение о ВСОКО, п. 4.6, критерий 4; отчёт муниципальной КДНиЗП"
caveats:
  ru: "Нужна строка any_distinct: суммы учётов считают одного ученика дважды"
  en: "Needs the row any_distinct: a sum of registers counts a pupil twice"
tables: [welfare_aggregate, enrolment]
---*/
with

latest as (
    select distinct on (school_id, academic_year)
        school_id,
        academic_year,
        as_of_on,
        students_count
    from core.welfare_aggregate
    where register = 'any_distinct'
    order by
        school_id asc,
        academic_year asc,
        as_of_on desc
)

select
    latest.school_id,
    latest.academic_year,
    'all' as cut,
    least(latest.students_count, count(*)) as numerator,
    count(*) as denominator
from latest
inner join core.enrolment as enrolment
    on
        latest.school_id = enrolment.school_id
        and latest.academic_year = enrolment.academic_year
where
    enrolment.entered_on <= latest.as_of_on
    and (
        enrolment.left_on is null
        or enrolment.left_on > latest.as_of_on
    )
group by
    latest.school_id,
    latest.academic_year,
    latest.students_count
