/*---
code: tea.pd_3y_share.experienced
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 26
criterion: 6
title:
  ru: >-
    Доля педагогических работников, прошедших курсы повышения квалификации (1 раз в
    3 года), среди работников со стажем от 3 лет
  en: >-
    Share of pedagogical staff with three years of service who completed
    professional development within three years
short:
  ru: "Повышение квалификации, стаж от 3 лет"
  en: "Development, 3 years of service"
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "36 месяцев до 31 мая", en: "36 months up to 31 May"}
analogue_class: B
ranking: allowed
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "работники с программой от 16 часов, законченной за 36 месяцев до 31 мая"
  en: >-
    staff with a programme of 16 hours and more completed in the 36 months up to 31
    May
denominator:
  ru: "педагогические работники со стажем от 3 лет"
  en: "pedagogical staff with three years of service and more"
source: "Положение о ВСОКО, п. 4.6, критерий 6"
caveats:
  ru: "Вариант tea.pd_3y_share с другим знаменателем; не смешивать"
  en: "A variant of tea.pd_3y_share with another denominator; never mix the two"
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
where
    staff.is_pedagogical
    and staff.experience_band <> '0-2'
group by staff.school_id, staff.academic_year
