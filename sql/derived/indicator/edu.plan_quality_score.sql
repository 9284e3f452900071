/*---
code: edu.plan_quality_score
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.4"
criterion: 0
title:
  ru: "Качество планирования (экспертная оценка)"
  en: "Quality of planning (expert score)"
short: {ru: "Качество планирования", en: "Planning quality"}
unit: score
direction: higher
kind: mean
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: C
ranking: forbidden
minimum: {compute: 2, publish: 2}
sensitive: false
numerator:
  ru: "сумма оценок в процентах от максимума шкалы"
  en: "sum of scores as a percentage of the maximum of the scale"
denominator:
  ru: "оценки, если экспертов не меньше двух"
  en: "scores, where there are at least two experts"
source: "Положение о ВСОКО, п. 4.4.4"
caveats:
  ru: "Код показателя экспертизы — plan_quality"
  en: "The item code is plan_quality"
tables: [expert_score]
---*/
with

rating as (
    select
        school_id,
        academic_year,
        rater_no,
        round(100 * score / scale_max, 4) as score
    from core.expert_score
    where item_code = 'plan_quality'
)

select
    school_id,
    academic_year,
    'all' as cut,
    sum(score) as numerator,
    count(*) as denominator,
    sum(score * score) as sum_squares
from rating
group by school_id, academic_year
having count(distinct rater_no) >= 2
