/*---
code: tea.lesson_score_mean
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.5"
criterion: 6
title: {ru: "Средний балл посещённых уроков", en: "Mean score of observed lessons"}
short: {ru: "Балл уроков", en: "Lesson score"}
unit: score
direction: higher
kind: mean
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: C
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator: {ru: "сумма баллов посещений", en: "sum of the scores of visits"}
denominator:
  ru: "посещения уроков учителей, у которых их не меньше двух"
  en: "visits to teachers who had at least two"
source: "Положение о ВСОКО, п. 4.4.5, 1.16"
tables: [staff_practice]
---*/
with

visit as (
    select
        school_id,
        academic_year,
        staff_key,
        rubric_score,
        count(*) over (
            partition by school_id, academic_year, staff_key
        ) as visits_count
    from core.staff_practice
    where
        source = 'visit'
        and rubric_score is not null
)

select
    school_id,
    academic_year,
    'all' as cut,
    sum(rubric_score) as numerator,
    count(*) as denominator,
    sum(rubric_score * rubric_score) as sum_squares
from visit
where visits_count >= 2
group by school_id, academic_year
