/*---
code: london.intake_mean
version: 1
clause: "2.3"
criterion: 0
title:
  ru: "Средний балл чтения при поступлении, в 11 лет (LRT)"
  en: "Mean reading score at intake, at 11 (LRT)"
short: {ru: "Поступление, средний балл", en: "Intake, mean score"}
unit: score
direction: context
kind: mean
pool: sum
period: year
as_of: {ru: "поступление в школу", en: "entry to the school"}
analogue_class: B
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "сумма стандартизованных баллов, каждый с 7 знаками"
  en: "sum of standardized scores, each to 7 places"
denominator:
  ru: "ученики с результатом теста"
  en: "pupils with a test result"
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
        procedure_code = 'lrt'
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
