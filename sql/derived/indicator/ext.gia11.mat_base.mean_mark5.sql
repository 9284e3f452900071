/*---
code: ext.gia11.mat_base.mean_mark5
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
    выбору): базовая математика, средняя отметка
  en: "EGE, base mathematics: mean mark"
short: {ru: "ЕГЭ, базовая математика", en: "EGE, base mathematics"}
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
  ru: "сумма отметок по базовой математике"
  en: "sum of the marks in base mathematics"
denominator:
  ru: >-
    окончательные действительные результаты по базовой математике у выпускников
    текущего года
  en: "final valid results in base mathematics of this year's graduates"
source: "Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-11"
caveats:
  ru: "Базовый и профильный уровни — разные предметы: не усреднять вместе"
  en: "Base and profile levels are different subjects: never average them"
tables: [exam_result]
---*/
select
    school_id,
    academic_year,
    'all' as cut,
    sum(mark5) as numerator,
    count(*) as denominator,
    sum(mark5 * mark5) as sum_squares
from core.exam_result
where
    exam_kind = 'ege'
    and subject_code = 'mat_base'
    and status = 'valid'
    and is_final
    and is_past_graduate is not true
    and mark5 is not null
group by school_id, academic_year
