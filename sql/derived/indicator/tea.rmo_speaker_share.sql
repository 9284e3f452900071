/*---
code: tea.rmo_speaker_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 27
criterion: 6
title:
  ru: "Доля педагогических работников, выступавших на РМО"
  en: "Share of pedagogical staff who spoke at a district association (РМО)"
short: {ru: "Выступали на РМО", en: "Spoke at РМО"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: B
ranking: allowed
minimum: {compute: 1, publish: 10}
sensitive: false
numerator: {ru: "работники, выступавшие на РМО", en: "staff who spoke at РМО"}
denominator:
  ru: "педагогические работники, включая внешних совместителей"
  en: "pedagogical staff, external part-timers included"
source: "Положение о ВСОКО, п. 4.6, критерий 6; протоколы РМО"
tables: [staff, staff_activity]
---*/
with

doer as (
    select distinct
        school_id,
        academic_year,
        staff_key
    from core.staff_activity
    where activity_kind = 'rmo_talk'
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
