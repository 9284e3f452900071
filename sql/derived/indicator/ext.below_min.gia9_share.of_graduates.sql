/*---
code: ext.below_min.gia9_share.of_graduates
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 11
criterion: 2
title:
  ru: >-
    Уровень освоения стандарта (доля выпускников, сдавших ОГЭ и ЕГЭ по русскому
    языку и математике ниже установленного минимума): 9 класс, от всех выпускников
  en: "Share of grade-9 pupils below the OGE minimum, of all graduates"
short: {ru: "ОГЭ ниже минимума, от всех", en: "OGE below the minimum, of all"}
unit: share
direction: lower
kind: share
pool: sum
period: year
as_of: {ru: "25 мая", en: "25 May"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "выпускники с отметкой «2» в первой попытке"
  en: "pupils with a mark of 2 at the first attempt"
denominator:
  ru: "обучающиеся 9 классов на 25 мая"
  en: "grade-9 pupils on roll on 25 May"
source: "Приказ Минобрнауки № 1324, п. 1.10, 1.11"
tables: [enrolment, class, exam_result]
---*/
with

first_attempt as (
    select distinct on (school_id, academic_year, student_key, subject_code)
        school_id,
        academic_year,
        student_key,
        subject_code,
        mark5
    from core.exam_result
    where
        exam_kind = 'oge'
        and status = 'valid'
        and is_past_graduate is not true
        and mark5 is not null
    order by
        school_id asc,
        academic_year asc,
        student_key asc,
        subject_code asc,
        held_on asc
),

reported as (
    select distinct
        school_id,
        academic_year
    from core.exam_result
    where exam_kind = 'oge'
),

required (subject_code) as (
    values
    ('rus'), ('mat')
)

select
    enrolment.school_id,
    enrolment.academic_year,
    'subject=' || required.subject_code as cut,
    count(*) filter (where first_attempt.mark5 = 2) as numerator,
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
cross join required
left join first_attempt
    on
        enrolment.school_id = first_attempt.school_id
        and enrolment.academic_year = first_attempt.academic_year
        and enrolment.student_key = first_attempt.student_key
        and required.subject_code = first_attempt.subject_code
where
    class.grade = 9
    and enrolment.entered_on <= make_date(enrolment.academic_year, 5, 25)
    and (
        enrolment.left_on is null
        or enrolment.left_on > make_date(enrolment.academic_year, 5, 25)
    )
group by
    enrolment.school_id,
    enrolment.academic_year,
    required.subject_code
