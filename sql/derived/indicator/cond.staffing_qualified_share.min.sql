/*---
code: cond.staffing_qualified_share.min
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 29
criterion: 7
title:
  ru: >-
    Укомплектованность педагогическими кадрами, имеющими необходимую квалификацию,
    по каждому из предметов учебного плана: худший предмет
  en: >-
    Share of curriculum hours taught by teachers of matching qualification: the
    worst subject
short:
  ru: "Укомплектованность, худший предмет"
  en: "Hours by the qualified, worst subject"
unit: share
direction: higher
kind: share
pool: none
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "часов в неделю, которые ведёт учитель нужной квалификации"
  en: "weekly hours taught by a teacher of matching qualification"
denominator:
  ru: "часов в неделю по учебному плану"
  en: "weekly hours of the curriculum"
source: "Положение о ВСОКО, п. 4.6, критерий 7"
caveats:
  ru: "Худшие предметы разных школ не складываются: сводного аналога нет"
  en: >-
    The worst subjects of different schools cannot be added: there is no pooled
    analogue
tables: [curriculum_load]
---*/
with

latest as (
    select distinct on (school_id, academic_year, grade, subject_code)
        school_id,
        academic_year,
        subject_code,
        hours_plan,
        hours_qualified
    from core.curriculum_load
    order by
        school_id asc,
        academic_year asc,
        grade asc,
        subject_code asc,
        as_of_on desc
),

by_subject as (
    select
        school_id,
        academic_year,
        subject_code,
        sum(hours_qualified) as hours_qualified,
        sum(hours_plan) as hours_plan
    from latest
    group by school_id, academic_year, subject_code
    having sum(hours_plan) > 0
)

select distinct on (school_id, academic_year)
    school_id,
    academic_year,
    'all' as cut,
    hours_qualified as numerator,
    hours_plan as denominator
from by_subject
order by
    school_id asc,
    academic_year asc,
    hours_qualified / hours_plan asc,
    subject_code asc
