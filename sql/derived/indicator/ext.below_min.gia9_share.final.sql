/*---
code: ext.below_min.gia9_share.final
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 11
criterion: 2
title:
  ru: >-
    Уровень освоения стандарта (доля выпускников, сдавших ОГЭ и ЕГЭ по русскому
    языку и математике ниже установленного минимума): 9 класс, с пересдачами
  en: "Share of final OGE results below the minimum"
short:
  ru: "ОГЭ ниже минимума, с пересдачами"
  en: "OGE below the minimum, with retakes"
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
numerator: {ru: "из них с отметкой «2»", en: "of these, a mark of 2"}
denominator:
  ru: >-
    окончательные действительные результаты ОГЭ по предмету; ГВЭ и выпускники
    прошлых лет — отдельно
  en: "final valid OGE results in the subject; ГВЭ and past graduates are apart"
source: >-
  Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-9; приказ Минобрнауки № 1324, п.
  1.10, 1.11
tables: [exam_result]
---*/
select
    school_id,
    academic_year,
    'subject=' || subject_code as cut,
    count(*) filter (where mark5 = 2) as numerator,
    count(*) as denominator
from core.exam_result
where
    exam_kind = 'oge'
    and subject_code in ('rus', 'mat')
    and status = 'valid'
    and is_final
    and is_past_graduate is not true
    and mark5 is not null
group by school_id, academic_year, subject_code
