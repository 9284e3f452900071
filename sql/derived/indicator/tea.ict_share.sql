/*---
code: tea.ict_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 23
criterion: 6
title:
  ru: "Доля учителей, которые используют ИКТ на уроках"
  en: "Share of teachers who use ICT in lessons"
short: {ru: "ИКТ на уроках", en: "ICT in lessons"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: C
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "учителя, у которых наблюдение или самоанализ это подтверждает"
  en: "teachers for whom an observation or self-analysis confirms it"
denominator:
  ru: "учителя: основная работа и внутреннее совместительство"
  en: "teachers: main job and internal part-time"
source: "Положение о ВСОКО, п. 4.6, критерий 6"
tables: [staff, staff_practice]
---*/
with

doer as (
    select distinct
        school_id,
        academic_year,
        staff_key
    from core.staff_practice
    where uses_ict
),

reported as (
    select
        school_id,
        academic_year
    from intake.slice
    where table_name = 'staff_practice'

    union

    select
        school_id,
        academic_year
    from core.staff_practice
)

select
    staff.school_id,
    staff.academic_year,
    'all' as cut,
    count(doer.staff_key) as numerator,
    count(*) as denominator
from core.staff as staff
inner join reported
    on
        staff.school_id = reported.school_id
        and staff.academic_year = reported.academic_year
left join doer
    on
        staff.school_id = doer.school_id
        and staff.academic_year = doer.academic_year
        and staff.staff_key = doer.staff_key
where
    staff.is_teacher
    and staff.employment in ('main', 'internal')
group by staff.school_id, staff.academic_year
