/*---
code: ctx.size
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "2.3"
criterion: 0
title: {ru: "Численность обучающихся", en: "Number of pupils"}
short: {ru: "Численность", en: "Roll"}
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
denominator: {ru: "школы", en: "schools"}
source: "Форма ОО-1"
tables: [enrolment]
---*/
select
    enrolment.school_id,
    enrolment.academic_year,
    'all' as cut,
    count(*) as numerator,
    1::bigint as denominator
from core.enrolment as enrolment
where
    enrolment.entered_on <= make_date(enrolment.academic_year - 1, 9, 20)
    and (
        enrolment.left_on is null
        or enrolment.left_on > make_date(enrolment.academic_year - 1, 9, 20)
    )
group by enrolment.school_id, enrolment.academic_year
