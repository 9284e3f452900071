/*---
code: par.satisfaction_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.2"
criterion: 5
title:
  ru: "Удовлетворённость родителей (анкетирование)"
  en: "Satisfaction of parents (survey)"
short: {ru: "Удовлетворённость родителей", en: "Parents satisfied"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator: {ru: "ответы «4» и «5»", en: "answers 4 and 5"}
denominator:
  ru: "все ответы на вопросы анкеты"
  en: "all answers to the questions of the survey"
source: "Положение о ВСОКО, п. 4.4.2"
caveats:
  ru: >-
    Единица — ответ на вопрос анкеты; при нескольких вопросах ответы одного человека
    зависимы
  en: >-
    The unit is an answer to a question; answers of one person to several questions
    depend on each other
tables: [survey_result]
---*/
with

latest as (
    select distinct on (school_id, academic_year, survey_code, item_code)
        school_id,
        academic_year,
        answered_count,
        answer4_count,
        answer5_count
    from core.survey_result
    where
        starts_with(survey_code, 'satisfaction')
        and audience = 'parents'
    order by
        school_id asc,
        academic_year asc,
        survey_code asc,
        item_code asc,
        as_of_on desc
)

select
    school_id,
    academic_year,
    'all' as cut,
    sum(answer4_count + answer5_count) as numerator,
    sum(answered_count) as denominator
from latest
where answered_count > 0
group by school_id, academic_year
