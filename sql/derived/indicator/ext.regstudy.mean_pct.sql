/*---
code: ext.regstudy.mean_pct
version: 2
versions:
  - {version: 1, from: 2026-11-23}
  - version: 2
    from: 2026-11-25
    change:
      ru: "исследования одной параллели и предмета не складываются"
      en: "studies of one grade and subject are not added up"
clause: "4.6"
row: 10
criterion: 2
title:
  ru: >-
    Результаты независимого регионального комплексного исследования качества общего
    образования: средняя доля выполнения
  en: "Regional study: mean part of the maximum"
short: {ru: "Региональное исследование", en: "Regional study"}
unit: share
direction: higher
kind: mean
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: >-
    сумма долей набранного от максимума (первичный балл ÷ максимальный, до шестого
    знака)
  en: "sum of the parts of the maximum (primary score ÷ maximum, to the sixth place)"
denominator:
  ru: "участники исследования (код процедуры начинается с regstudy)"
  en: "participants of the study (its procedure code starts with regstudy)"
source: "Положение о ВСОКО, п. 4.6, критерий 2; отчёты РЦОКО"
caveats:
  ru: >-
    При одинаковом максимуме равно «сумма баллов ÷ сумма максимумов»; наблюдение —
    ученик, поэтому интервал честен. Исследования одного года в одной параллели —
    отдельные разрезы: study= — то, что в коде процедуры после regstudy, без года
  en: >-
    With one maximum for all it equals “sum of scores ÷ sum of maxima”; the unit is
    a pupil, so the interval is honest. Studies of one year in one grade are cuts of
    their own: study= is what follows regstudy in the procedure code, without a year
tables: [diagnostic_result]
---*/
with

result as (
    select
        school_id,
        academic_year,
        grade,
        subject_code,
        nullif(
            regexp_replace(substr(procedure_code, 9), '[-_]|[0-9]{4}', '', 'g'), ''
        ) as study,
        round(primary_score / max_score, 6) as part_of_max
    from core.diagnostic_result
    where
        starts_with(procedure_code, 'regstudy')
        and grade is not null
        and primary_score is not null
        and max_score > 0
)

select
    school_id,
    academic_year,
    concat('grade=', grade, ';study=' || study, ';subject=', subject_code) as cut,
    sum(part_of_max) as numerator,
    count(*) as denominator,
    sum(part_of_max * part_of_max) as sum_squares
from result
group by school_id, academic_year, grade, study, subject_code
