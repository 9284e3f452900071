/*---
code: ext.gia11.high81_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 9
criterion: 2
title:
  ru: >-
    Результаты независимой аттестации выпускников 11 класса (результаты ГИА 11 по
    русскому языку и математике (базовый и профильный уровни) и предметам по
    выбору): доля результатов от 81 балла
  en: "EGE: share of results of 81 points and above"
short: {ru: "ЕГЭ, от 81 балла", en: "EGE, 81 and above"}
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
numerator: {ru: "из них с баллом 81 и выше", en: "of these, 81 points and above"}
denominator:
  ru: >-
    окончательные действительные результаты ЕГЭ по предмету у выпускников текущего
    года
  en: "final valid EGE results in the subject of this year's graduates"
source: "Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-11"
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
    count(*) filter (where score100 >= 81) as numerator,
    count(*) as denominator
from core.exam_result
where
    exam_kind = 'ege'
    and subject_code <> 'mat_base'
    and status = 'valid'
    and is_final
    and is_past_graduate is not true
    and score100 is not null
group by school_id, academic_year, subject_code
