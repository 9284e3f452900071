/*---
code: ext.gia9.gve.mean_mark5
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 8
criterion: 2
title: {ru: "ГВЭ-9: средняя отметка", en: "ГВЭ-9 (state final exam): mean mark"}
short: {ru: "ГВЭ-9, средняя отметка", en: "ГВЭ-9, mean mark"}
unit: mark
direction: higher
kind: mean
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "сумма отметок окончательных действительных результатов ГВЭ-9 по предмету"
  en: "sum of the marks of final valid ГВЭ-9 results in the subject"
denominator:
  ru: "окончательные действительные результаты ГВЭ-9 по предмету"
  en: "final valid ГВЭ-9 results in the subject"
source: "Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-9"
caveats:
  ru: "Иной экзамен: с отметками ОГЭ не складывать"
  en: "Another exam: never add its marks to those of OGE"
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
    exam_kind = 'gve9'
    and status = 'valid'
    and is_final
    and is_past_graduate is not true
    and mark5 is not null
group by school_id, academic_year, subject_code
