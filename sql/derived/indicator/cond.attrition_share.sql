/*---
code: cond.attrition_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.2"
criterion: 7
title:
  ru: "Отсев: доля выбывших без перевода"
  en: "Attrition: share of pupils who left without a transfer"
short: {ru: "Отсев", en: "Attrition"}
unit: share
direction: lower
kind: share
pool: sum
period: year
as_of: {ru: "20 сентября", en: "20 September"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "выбывшие за год: отчислены, оставили школу, иное; не перевод и не выпуск"
  en: >-
    pupils who left in the year: expelled, dropped out, other; neither transferred
    nor graduated
denominator: {ru: "обучающиеся на 20 сентября", en: "pupils on roll on 20 September"}
source: "Положение о ВСОКО, п. 4.4.2; форма ОО-1, п. 2.8"
tables: [enrolment]
---*/
with

school as (
    select
        enrolment.school_id,
        enrolment.academic_year,
        count(distinct enrolment.student_key) filter (
            where enrolment.exit_reason in ('expelled', 'dropout', 'other')
            and later.student_key is null
        ) as left_count,
        count(distinct enrolment.student_key) filter (
            where
            enrolment.entered_on <= make_date(enrolment.academic_year - 1, 9, 20)
            and (
                enrolment.left_on is null
                or enrolment.left_on > make_date(enrolment.academic_year - 1, 9, 20)
            )
        ) as roll
    from core.enrolment as enrolment
    left join core.enrolment as later
        on
            enrolment.school_id = later.school_id
            and enrolment.academic_year = later.academic_year
            and enrolment.student_key = later.student_key
            and enrolment.entered_on < later.entered_on
    group by enrolment.school_id, enrolment.academic_year
)

-- Who came later and left may be more than the roll of 20 September.
select
    school_id,
    academic_year,
    'all' as cut,
    least(left_count, roll) as numerator,
    roll as denominator
from school
where roll > 0
