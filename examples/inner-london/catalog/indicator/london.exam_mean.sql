/*---
code: london.exam_mean
version: 1
clause: "4.6"
criterion: 2
title:
  ru: "Средний нормированный балл экзамена в 16 лет (GCSE)"
  en: "Mean normalized exam score at 16 (GCSE)"
short: {ru: "Экзамен, средний балл", en: "Exam, mean score"}
unit: score
direction: higher
kind: mean
pool: sum
period: year
as_of: {ru: "день экзамена", en: "the day of the exam"}
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "сумма нормированных баллов, каждый с 7 знаками"
  en: "sum of normalized scores, each to 7 places"
denominator:
  ru: "ученики с результатом экзамена"
  en: "pupils with an exam result"
source: "Goldstein, Rasbash et al. (1993), Oxford Review of Education 19, 425–433; mlmRev::Exam"
tables: [diagnostic_result]
---*/
with

scored as (
    select
        school_id,
        academic_year,
        round(scaled, 7) as score
    from core.diagnostic_result
    where
        procedure_code = 'gcse'
        and scaled is not null
)

select
    school_id,
    academic_year,
    'all' as cut,
    sum(score) as numerator,
    count(*) as denominator,
    sum(score * score) as sum_squares
from scored
group by school_id, academic_year
