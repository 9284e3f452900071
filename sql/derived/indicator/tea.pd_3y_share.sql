/*---
code: tea.pd_3y_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 26
criterion: 6
title:
  ru: >-
    Доля педагогических работников, прошедших курсы повышения квалификации (1 раз в
    3 года)
  en: >-
    Share of pedagogical staff who completed professional development within three
    years
short: {ru: "Повышение квалификации за 3 года", en: "Development within 3 years"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "36 месяцев до 31 мая", en: "36 months up to 31 May"}
analogue_class: A
ranking: allowed
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "работники с программой от 16 часов, законченной за 36 месяцев до 31 мая"
  en: >-
    staff with a programme of 16 hours and more completed in the 36 months up to 31
    May
denominator:
  ru: "педагогические работники, включая внешних совместителей"
  en: "pedagogical staff, external part-timers included"
source: >-
  Положение о ВСОКО, п. 4.6, критерий 6; приказ Минобрнауки № 1324, п. 1.33 (там 5
  лет)
caveats:
  ru: "Приказ № 1324 считает за 5 лет: не сопоставлять"
  en: "Order 1324 counts five years: not comparable"
tables: [staff, staff_pd]
---*/
with

doer as (
    select distinct
        school_id,
        academic_year,
        staff_key
    from core.staff_pd
    where
        hours >= 16
        and completed_on <= make_date(academic_year, 5, 31)
        and completed_on > make_date(academic_year - 3, 5, 31)
),

reported as (
    select
        school_id,
        academic_year
    from intake.slice
    where table_name = 'staff_pd'

    union

    select
        school_id,
        academic_year
    from core.staff_pd
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
