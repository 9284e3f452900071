/*---
code: int.diag.func_lit.level_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.1"
criterion: 1
title:
  ru: "Функциональная грамотность: доля обучающихся базового и повышенного уровня"
  en: "Functional literacy: share of pupils at the base level and above"
short: {ru: "Функциональная грамотность", en: "Functional literacy"}
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
numerator:
  ru: "участники базового и повышенного уровня"
  en: "participants at the base and the high level"
denominator:
  ru: >-
    участники с уровнем (код процедуры func_lit-read, -math, -sci, -fin, -glob,
    -creat)
  en: >-
    participants with a level (procedure code func_lit-read, -math, -sci, -fin,
    -glob, -creat)
source: "Положение о ВСОКО, п. 4.3, 4.4.1"
tables: [diagnostic_result]
---*/
select
    school_id,
    academic_year,
    'subject=' || split_part(procedure_code, '-', 2) as cut,
    count(*) filter (where level in ('base', 'high')) as numerator,
    count(*) as denominator
from core.diagnostic_result
where
    starts_with(procedure_code, 'func_lit-')
    and level is not null
group by school_id, academic_year, split_part(procedure_code, '-', 2)
