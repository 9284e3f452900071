/*---
code: health.staff_sick_days_per_fte
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.6"
criterion: 3
title:
  ru: "Дней болезни учителей на ставку"
  en: "Sick days of teachers per full-time post"
short: {ru: "Дней болезни на ставку", en: "Sick days per post"}
unit: count
direction: lower
kind: count
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: B
ranking: forbidden
minimum: {compute: 1, publish: 20}
sensitive: true
numerator: {ru: "дней болезни учителей за год", en: "sick days of teachers in the year"}
denominator: {ru: "ставок учителей", en: "full-time posts of teachers"}
source: "Положение о ВСОКО, п. 4.4.6"
tables: [morbidity_aggregate, period, staff]
---*/
with

illness as (
    select
        morbidity.school_id,
        morbidity.academic_year,
        sum(morbidity.days_count) as days_count
    from core.morbidity_aggregate as morbidity
    inner join core.period as period
        on
            morbidity.school_id = period.school_id
            and morbidity.academic_year = period.academic_year
            and morbidity.period_code = period.period_code
    where
        period.period_kind = 'year'
        and morbidity.population = 'teachers'
    group by morbidity.school_id, morbidity.academic_year
),

teacher as (
    select
        school_id,
        academic_year,
        sum(fte) as posts
    from core.staff
    where is_teacher
    group by school_id, academic_year
)

select
    teacher.school_id,
    teacher.academic_year,
    'all' as cut,
    illness.days_count as numerator,
    teacher.posts as denominator
from teacher
inner join illness
    on
        teacher.school_id = illness.school_id
        and teacher.academic_year = illness.academic_year
where teacher.posts > 0
