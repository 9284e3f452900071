/*---
code: int.repeaters_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 3
criterion: 1
title: {ru: "Доля второгодников", en: "Share of pupils who repeat a year"}
short: {ru: "Второгодники", en: "Repeaters"}
unit: share
direction: lower
kind: share
pool: sum
period: year
as_of: {ru: "20 сентября", en: "20 September"}
analogue_class: A
ranking: allowed
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "обучающиеся, оставленные на повторный год, на 20 сентября"
  en: "pupils who repeat a year, on roll on 20 September"
denominator: {ru: "обучающиеся на 20 сентября", en: "pupils on roll on 20 September"}
source: "Положение о ВСОКО, п. 4.6, критерий 1; форма ОО-1"
tables: [enrolment, class]
---*/
with

by_grade as (
    select
        enrolment.school_id,
        enrolment.academic_year,
        class.grade,
        count(*) filter (where enrolment.is_repeat_year) as repeaters_count,
        count(*) as roll,
        sum(count(enrolment.is_repeat_year)) over (
            partition by enrolment.school_id, enrolment.academic_year
        ) as told_count
    from core.enrolment as enrolment
    inner join core.class as class
        on
            enrolment.school_id = class.school_id
            and enrolment.academic_year = class.academic_year
            and enrolment.class_code = class.class_code
    where
        enrolment.entered_on <= make_date(enrolment.academic_year - 1, 9, 20)
        and (
            enrolment.left_on is null
            or enrolment.left_on > make_date(enrolment.academic_year - 1, 9, 20)
        )
    group by enrolment.school_id, enrolment.academic_year, class.grade
),

-- A school that never fills the column has not said that it has no repeaters.
told as (
    select
        school_id,
        academic_year,
        grade,
        repeaters_count,
        roll
    from by_grade
    where told_count > 0
)

select
    told.school_id,
    told.academic_year,
    cuts.cut,
    sum(told.repeaters_count) as numerator,
    sum(told.roll) as denominator
from told
cross join
    lateral (
        values
        ('all'),
        (
            case
                when told.grade <= 4 then 'level=noo'
                when told.grade <= 9 then 'level=ooo'
                else 'level=soo'
            end
        ),
        ('grade=' || told.grade)
    ) as cuts (cut)
group by
    told.school_id,
    told.academic_year,
    cuts.cut
