/*---
code: ext.gia11.mat_prof.choice_share
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
    выбору): доля выбравших профильную математику
  en: "EGE: share of pupils who chose profile mathematics"
short: {ru: "Выбор профильной математики", en: "Chose profile mathematics"}
unit: share
direction: context
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "выпускники, сдававшие профильную математику"
  en: "graduates who took profile mathematics"
denominator:
  ru: "выпускники, сдававшие математику любого уровня"
  en: "graduates who took mathematics of either level"
source: "Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-11"
tables: [exam_result]
---*/
with

chosen as (
    select
        school_id,
        academic_year,
        student_key,
        bool_or(subject_code = 'mat_prof') as is_profile
    from core.exam_result
    where
        exam_kind = 'ege'
        and subject_code in ('mat_base', 'mat_prof')
        and status <> 'absent'
        and is_past_graduate is not true
    group by school_id, academic_year, student_key
)

select
    school_id,
    academic_year,
    'all' as cut,
    count(*) filter (where is_profile) as numerator,
    count(*) as denominator
from chosen
group by school_id, academic_year
