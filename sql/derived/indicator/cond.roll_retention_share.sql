/*---
code: cond.roll_retention_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.2"
criterion: 7
title:
  ru: "Сохранение контингента"
  en: "Share of pupils who stayed to the end of the year"
short: {ru: "Сохранение контингента", en: "Roll retained"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "31 мая", en: "31 May"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator: {ru: "из них в школе и на 31 мая", en: "of these, still on roll on 31 May"}
denominator: {ru: "обучающиеся на 1 сентября", en: "pupils on roll on 1 September"}
source: "Положение о ВСОКО, п. 4.4.2; форма ОО-1, п. 2.8"
tables: [enrolment]
---*/
select
    enrolment.school_id,
    enrolment.academic_year,
    'all' as cut,
    count(distinct enrolment.student_key) filter (where later.student_key is not null)
        as numerator,
    count(distinct enrolment.student_key) as denominator
from core.enrolment as enrolment
left join core.enrolment as later
    on
        enrolment.school_id = later.school_id
        and enrolment.academic_year = later.academic_year
        and enrolment.student_key = later.student_key
        and later.entered_on <= make_date(later.academic_year, 5, 31)
        and (
            later.left_on is null
            or later.left_on > make_date(later.academic_year, 5, 31)
        )
where
    enrolment.entered_on <= make_date(enrolment.academic_year - 1, 9, 1)
    and (
        enrolment.left_on is null
        or enrolment.left_on > make_date(enrolment.academic_year - 1, 9, 1)
    )
group by enrolment.school_id, enrolment.academic_year
