/*---
code: ext.gia9.quality45_share.final
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 8
criterion: 2
title:
  ru: >-
    Результаты независимой аттестации выпускников 9 класса (результаты ГИА 9 по
    русскому языку и математике и предметам по выбору): доля отметок «4» и «5», с
    пересдачами
  en: "OGE: share of marks 4 and 5, retakes included"
short: {ru: "ОГЭ, «4» и «5», с пересдачами", en: "OGE, 4 and 5, with retakes"}
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
  ru: >-
    окончательные действительные результаты ОГЭ по предмету; ГВЭ и выпускники
    прошлых лет — отдельно
  en: "final valid OGE results in the subject; ГВЭ and past graduates are apart"
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
select
    school_id,
    academic_year,
    'subject=' || subject_code as cut,
    count(*) filter (where mark5 >= 4) as numerator,
    count(*) as denominator
from core.exam_result
where
    exam_kind = 'oge'
    and status = 'valid'
    and is_final
    and is_past_graduate is not true
    and mark5 is not null
group by school_id, academic_year, subject_code
