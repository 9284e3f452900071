/*---
code: int.diag.monitor.mean_pct
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.1"
criterion: 1
title:
  ru: "Школьная программа мониторинга: средняя доля выполнения"
  en: "The school's own monitoring: mean part of the maximum"
short: {ru: "Школьный мониторинг", en: "School monitoring"}
unit: share
direction: higher
kind: mean
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: >-
    сумма долей набранного от максимума (первичный балл ÷ максимальный, до шестого
    знака)
  en: "sum of the parts of the maximum (primary score ÷ maximum, to the sixth place)"
denominator:
  ru: "участники работ школьного мониторинга (код процедуры начинается с monitor)"
  en: "participants of the school monitoring (its procedure code starts with monitor)"
source: "Положение о ВСОКО, п. 4.4.1"
caveats:
  ru: >-
    При одинаковом максимуме равно «сумма баллов ÷ сумма максимумов»; наблюдение —
    ученик, поэтому интервал честен
  en: >-
    With one maximum for all it equals “sum of scores ÷ sum of maxima”; the unit is
    a pupil, so the interval is honest
tables: [diagnostic_result]
---*/
with

result as (
    select
        school_id,
        academic_year,
        grade,
        subject_code,
        round(primary_score / max_score, 6) as part_of_max
    from core.diagnostic_result
    where
        starts_with(procedure_code, 'monitor')
        and grade is not null
        and primary_score is not null
        and max_score > 0
)

select
    school_id,
    academic_year,
    'grade=' || grade || ';subject=' || subject_code as cut,
    sum(part_of_max) as numerator,
    count(*) as denominator,
    sum(part_of_max * part_of_max) as sum_squares
from result
group by school_id, academic_year, grade, subject_code
