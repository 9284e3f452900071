/*---
code: ctx.class_size_mean
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "2.3"
criterion: 0
title: {ru: "Средняя наполняемость классов", en: "Mean class size"}
short: {ru: "Наполняемость классов", en: "Class size"}
unit: count
direction: context
kind: count
pool: sum
period: year
as_of: {ru: "20 сентября", en: "20 September"}
analogue_class: A
ranking: forbidden
minimum: {compute: 1, publish: 1}
sensitive: false
numerator: {ru: "обучающиеся на 20 сентября", en: "pupils on roll on 20 September"}
denominator:
  ru: "классы, где на 20 сентября есть обучающиеся"
  en: "classes with pupils on roll on 20 September"
source: "Форма ОО-1"
tables: [enrolment]
---*/
select
    enrolment.school_id,
    enrolment.academic_year,
    'all' as cut,
    count(*) as numerator,
    count(distinct enrolment.class_code) as denominator
from core.enrolment as enrolment
where
    enrolment.entered_on <= make_date(enrolment.academic_year - 1, 9, 20)
    and (
        enrolment.left_on is null
        or enrolment.left_on > make_date(enrolment.academic_year - 1, 9, 20)
    )
group by enrolment.school_id, enrolment.academic_year
