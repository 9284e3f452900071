/*---
code: ext.regstudy.level_high_share
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
    образования: доля участников повышенного уровня
  en: "Regional study: share of participants at the high level"
short: {ru: "Исследование, доля повышенного уровня", en: "Regional study, high level"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator: {ru: "участники повышенного уровня", en: "participants at the high level"}
denominator:
  ru: "участники с уровнем (код процедуры начинается с regstudy)"
  en: "participants with a level (the procedure code starts with regstudy)"
source: "Положение о ВСОКО, п. 4.6, критерий 2; отчёты РЦОКО"
caveats:
  ru: >-
    Исследования одного года в одной параллели — отдельные разрезы: study= — то, что
    в коде процедуры после regstudy, без года
  en: >-
    Studies of one year in one grade are cuts of their own: study= is what follows
    regstudy in the procedure code, without a year
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
        level
    from core.diagnostic_result
    where
        starts_with(procedure_code, 'regstudy')
        and grade is not null
        and level is not null
)

select
    school_id,
    academic_year,
    concat('grade=', grade, ';study=' || study, ';subject=', subject_code) as cut,
    count(*) filter (where level = 'high') as numerator,
    count(*) as denominator
from result
group by school_id, academic_year, grade, study, subject_code
