/*---
code: ext.gia9.mean_mark5
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 8
criterion: 2
title:
  ru: >-
    Результаты независимой аттестации выпускников 9 класса (результаты ГИА 9 по
    русскому языку и математике и предметам по выбору): средняя отметка
  en: "OGE: mean mark"
short: {ru: "ОГЭ, средняя отметка", en: "OGE, mean mark"}
unit: mark
direction: higher
kind: mean
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "сумма отметок окончательных действительных результатов ОГЭ по предмету"
  en: "sum of the marks of final valid OGE results in the subject"
denominator:
  ru: >-
    окончательные действительные результаты ОГЭ по предмету; ГВЭ и выпускники
    прошлых лет — отдельно
  en: "final valid OGE results in the subject; ГВЭ and past graduates are apart"
source: >-
  Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-9; приказ Минобрнауки № 1324, п. 1.6,
  1.7
caveats:
  ru: >-
    Предметы по выбору — только рядом с долей участия: состав сдающих отбирает себя
    сам
  en: >-
    Elective subjects only beside the share who took them: their takers select
    themselves
tables: [exam_result]
---*/
select
    school_id,
    academic_year,
    'subject=' || subject_code as cut,
    sum(mark5) as numerator,
    count(*) as denominator,
    sum(mark5 * mark5) as sum_squares
from core.exam_result
where
    exam_kind = 'oge'
    and status = 'valid'
    and is_final
    and is_past_graduate is not true
    and mark5 is not null
group by school_id, academic_year, subject_code
