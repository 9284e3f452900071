/*---
code: ext.below_min.gia9_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 11
criterion: 2
title:
  ru: >-
    Уровень освоения стандарта (доля выпускников, сдавших ОГЭ и ЕГЭ по русскому
    языку и математике ниже установленного минимума): 9 класс, первая попытка
  en: "Share of OGE first attempts below the minimum"
short: {ru: "ОГЭ ниже минимума", en: "OGE below the minimum"}
unit: share
direction: lower
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "из них с отметкой «2» в первой попытке"
  en: "of these, a mark of 2 at the first attempt"
denominator:
  ru: "выпускники 9 классов, сдававшие ОГЭ по предмету"
  en: "grade-9 pupils who sat OGE in the subject"
source: >-
  Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-9; приказ Минобрнауки № 1324, п.
  1.10, 1.11
tables: [exam_result]
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
)

select
    school_id,
    academic_year,
    'subject=' || subject_code as cut,
    count(*) filter (where mark5 = 2) as numerator,
    count(*) as denominator
from first_attempt
where subject_code in ('rus', 'mat')
group by school_id, academic_year, subject_code
