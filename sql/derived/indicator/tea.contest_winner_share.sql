/*---
code: tea.contest_winner_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.5"
criterion: 6
title:
  ru: >-
    Доля педагогических работников — победителей и призёров профессиональных
    конкурсов
  en: "Share of pedagogical staff who won or took a prize in professional contests"
short: {ru: "Победители конкурсов", en: "Contest winners"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "победители и призёры профессиональных конкурсов"
  en: "staff who won or took a prize"
denominator:
  ru: "педагогические работники, включая внешних совместителей"
  en: "pedagogical staff, external part-timers included"
source: "Положение о ВСОКО, п. 4.4.5"
tables: [staff, staff_activity]
---*/
with

doer as (
    select distinct
        school_id,
        academic_year,
        staff_key
    from core.staff_activity
    where
        activity_kind = 'prof_contest'
        and result in ('prize', 'winner')
),

reported as (
    select
        school_id,
        academic_year
    from intake.slice
    where table_name = 'staff_activity'

    union

    select
        school_id,
        academic_year
    from core.staff_activity
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
where staff.is_pedagogical
group by staff.school_id, staff.academic_year
