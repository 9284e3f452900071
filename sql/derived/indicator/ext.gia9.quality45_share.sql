/*---
code: ext.gia9.quality45_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 8
criterion: 2
title:
  ru: >-
    Результаты независимой аттестации выпускников 9 класса (результаты ГИА 9 по
    русскому языку и математике и предметам по выбору): доля отметок «4» и «5»,
    первая попытка
  en: "OGE: share of marks 4 and 5, first attempt"
short: {ru: "ОГЭ, «4» и «5»", en: "OGE, 4 and 5"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator: {ru: "из них с отметкой не ниже 4", en: "of these, marks not below 4"}
denominator:
  ru: "ученики с действительным результатом ОГЭ по предмету; у каждого — первая попытка"
  en: "pupils with a valid OGE result in the subject; of each, the first attempt"
source: "Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-9"
caveats:
  ru: >-
    Предметы по выбору — только рядом с долей участия: состав сдающих отбирает себя
    сам
  en: >-
    Elective subjects only beside the share who took them: their takers select
    themselves
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
    count(*) filter (where mark5 >= 4) as numerator,
    count(*) as denominator
from first_attempt
group by school_id, academic_year, subject_code
