/*---
code: ext.gia9.oral_pass_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.1"
criterion: 2
title:
  ru: "Доля обучающихся 9 классов с зачётом за итоговое собеседование с первой попытки"
  en: "Share of grade-9 pupils who passed the oral interview at the first attempt"
short: {ru: "Итоговое собеседование", en: "Oral interview passed"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "25 мая", en: "25 May"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "получившие зачёт с первой попытки"
  en: "those who passed at the first attempt"
denominator:
  ru: "обучающиеся 9 классов на 25 мая"
  en: "grade-9 pupils on roll on 25 May"
source: "Положение о ВСОКО, п. 4.4.1"
tables: [enrolment, class, exam_result]
---*/
with

reported as (
    select distinct
        school_id,
        academic_year
    from core.exam_result
    where exam_kind = 'oral9'
),

first_attempt as (
    select distinct on (school_id, academic_year, student_key)
        school_id,
        academic_year,
        student_key,
        is_passed
    from core.exam_result
    where
        exam_kind = 'oral9'
        and status = 'valid'
        and is_past_graduate is not true
    order by
        school_id asc,
        academic_year asc,
        student_key asc,
        held_on asc
)

select
    enrolment.school_id,
    enrolment.academic_year,
    'all' as cut,
    count(*) filter (where first_attempt.is_passed) as numerator,
    count(*) as denominator
from core.enrolment as enrolment
inner join core.class as class
    on
        enrolment.school_id = class.school_id
        and enrolment.academic_year = class.academic_year
        and enrolment.class_code = class.class_code
inner join reported
    on
        enrolment.school_id = reported.school_id
        and enrolment.academic_year = reported.academic_year
left join first_attempt
    on
        enrolment.school_id = first_attempt.school_id
        and enrolment.academic_year = first_attempt.academic_year
        and enrolment.student_key = first_attempt.student_key
where
    class.grade = 9
    and enrolment.entered_on <= make_date(enrolment.academic_year, 5, 25)
    and (
        enrolment.left_on is null
        or enrolment.left_on > make_date(enrolment.academic_year, 5, 25)
    )
group by enrolment.school_id, enrolment.academic_year
