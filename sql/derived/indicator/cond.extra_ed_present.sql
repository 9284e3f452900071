/*---
code: cond.extra_ed_present
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 31
criterion: 7
title:
  ru: >-
    Наличие дополнительного образования, количество программ дополнительного
    образования: наличие
  en: "Extra-curricular education is present"
short: {ru: "Есть допобразование", en: "Extra education present"}
unit: flag
direction: higher
kind: flag
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: allowed
minimum: {compute: 1, publish: 1}
sensitive: false
numerator:
  ru: "школы, где шла хотя бы одна программа по лицензии"
  en: "schools with at least one licensed programme"
denominator: {ru: "школы", en: "schools"}
source: >-
  Положение о ВСОКО, п. 4.6, критерий 7; форма ОО-1; Навигатор дополнительного
  образования
caveats:
  ru: "Признак соответствия: в сводный балл и кластеры не входит, пока у всех одинаков"
  en: >-
    A compliance flag: left out of composites and clusters while it is the same
    everywhere
tables: [extra_program]
---*/
with

reported as (
    select
        school_id,
        academic_year
    from intake.slice
    where table_name = 'extra_program'

    union

    select
        school_id,
        academic_year
    from core.extra_program
)

select
    reported.school_id,
    reported.academic_year,
    'all' as cut,
    (count(*) filter (where program.is_licensed) > 0)::integer::bigint as numerator,
    1::bigint as denominator
from reported
left join core.extra_program as program
    on
        reported.school_id = program.school_id
        and reported.academic_year = program.academic_year
group by reported.school_id, reported.academic_year
