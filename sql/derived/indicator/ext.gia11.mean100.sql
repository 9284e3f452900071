/*---
code: ext.gia11.mean100
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
    выбору): средний балл
  en: "EGE: mean score"
short: {ru: "ЕГЭ, средний балл", en: "EGE, mean score"}
unit: point
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
  ru: "сумма баллов по 100-балльной шкале; пересдача заменяет первый результат"
  en: "sum of scores on the 100-point scale; a retake replaces the first result"
denominator:
  ru: >-
    окончательные действительные результаты ЕГЭ по предмету у выпускников текущего
    года
  en: "final valid EGE results in the subject of this year's graduates"
source: >-
  Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-11; приказ Минобрнауки № 1324, п.
  1.8, 1.9
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
    sum(score100) as numerator,
    count(*) as denominator,
    sum(score100 * score100) as sum_squares
from core.exam_result
where
    exam_kind = 'ege'
    and subject_code <> 'mat_base'
    and status = 'valid'
    and is_final
    and is_past_graduate is not true
    and score100 is not null
group by school_id, academic_year, subject_code
