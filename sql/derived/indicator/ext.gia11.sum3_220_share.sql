/*---
code: ext.gia11.sum3_220_share
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
    выбору): доля набравших 220 баллов и больше по трём лучшим ЕГЭ
  en: "EGE: share of graduates whose three best scores sum to 220 and above"
short: {ru: "ЕГЭ, 220 баллов по трём", en: "EGE, 220 over three"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "выпускники, у которых сумма трёх лучших баллов не меньше 220"
  en: "graduates whose three best scores sum to 220 and above"
denominator:
  ru: "выпускники с тремя и более результатами по 100-балльной шкале"
  en: "graduates with three or more results on the 100-point scale"
source: "Положение о ВСОКО, п. 4.6, критерий 2"
tables: [exam_result]
---*/
with

scored as (
    select
        school_id,
        academic_year,
        student_key,
        score100,
        row_number() over (
            partition by school_id, academic_year, student_key
            order by score100 desc, subject_code asc
        ) as place
    from core.exam_result
    where
        exam_kind = 'ege'
        and subject_code <> 'mat_base'
        and status = 'valid'
        and is_final
        and is_past_graduate is not true
        and score100 is not null
),

graduate as (
    select
        school_id,
        academic_year,
        student_key,
        sum(score100) filter (where place <= 3) as best3,
        count(*) as exams_count
    from scored
    group by school_id, academic_year, student_key
)

select
    school_id,
    academic_year,
    'all' as cut,
    count(*) filter (where best3 >= 220) as numerator,
    count(*) as denominator
from graduate
where exams_count >= 3
group by school_id, academic_year
