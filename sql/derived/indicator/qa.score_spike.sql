/*---
code: qa.score_spike
version: 1
versions:
  - {version: 1, from: 2026-11-25}
clause: "2.3"
criterion: 0
title:
  ru: "Выброс у порога отметки: избыток результатов ровно на пороге «3»"
  en: "Spike at a threshold: results exactly at the threshold of 3, in excess"
short: {ru: "Выброс у порога", en: "Spike at the threshold"}
unit: share
direction: context
kind: mean
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: >-
    результаты ровно на пороге минус половина результатов на балл ниже и на балл
    выше
  en: >-
    results exactly at the threshold less half of those a point below and a point
    above
denominator:
  ru: "первые действительные результаты ОГЭ на пороге и в балле от него"
  en: "first valid OGE results at the threshold and a point from it"
source: "Положение о ВСОКО, п. 2.3; признаки необъективности"
caveats:
  ru: >-
    Ноль — нет выброса. z = числитель ÷ корень из суммы квадратов; выше 2 — повод
    посмотреть работы, не доказательство. Нужна шкала этого года (exam_scale)
  en: >-
    Zero is no spike. z = numerator ÷ square root of the sum of squares; above 2 is
    a reason to look at the papers, not a proof. Needs that year's scale
    (exam_scale)
tables: [exam_result, exam_scale]
---*/
with

first_attempt as (
    select distinct on (school_id, academic_year, student_key, subject_code)
        school_id,
        academic_year,
        student_key,
        subject_code,
        primary_score
    from core.exam_result
    where
        exam_kind = 'oge'
        and status = 'valid'
        and is_past_graduate is not true
    order by
        school_id asc,
        academic_year asc,
        student_key asc,
        subject_code asc,
        held_on asc
),

near as (
    select
        first_attempt.school_id,
        first_attempt.academic_year,
        first_attempt.subject_code,
        case
            when first_attempt.primary_score = scale.mark3_from then 1.0
            else -0.5
        end as weight
    from first_attempt
    inner join core.exam_scale as scale
        on
            first_attempt.academic_year = scale.academic_year
            and scale.exam_kind = 'oge'
            and first_attempt.subject_code = scale.subject_code
    where abs(first_attempt.primary_score - scale.mark3_from) <= 1
)

select
    school_id,
    academic_year,
    'subject=' || subject_code as cut,
    sum(weight) as numerator,
    count(*) as denominator,
    sum(weight * weight) as sum_squares
from near
group by school_id, academic_year, subject_code
