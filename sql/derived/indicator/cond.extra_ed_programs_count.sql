/*---
code: cond.extra_ed_programs_count
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 31
criterion: 7
title:
  ru: >-
    Наличие дополнительного образования, количество программ дополнительного
    образования: количество
  en: "Number of extra-curricular programmes"
short: {ru: "Программ допобразования", en: "Extra programmes"}
unit: count
direction: higher
kind: count
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: allowed
minimum: {compute: 1, publish: 1}
sensitive: false
numerator:
  ru: "программы дополнительного образования, шедшие в году"
  en: "extra-curricular programmes that ran in the year"
denominator: {ru: "школы", en: "schools"}
source: "Положение о ВСОКО, п. 4.6, критерий 7; Навигатор дополнительного образования"
caveats:
  ru: "Зависит от размера школы: сравнивать лучше cond.extra_ed_programs_count.per_100"
  en: >-
    Grows with the size of a school: cond.extra_ed_programs_count.per_100 compares
    better
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
    count(program.program_code) as numerator,
    1::bigint as denominator
from reported
left join core.extra_program as program
    on
        reported.school_id = program.school_id
        and reported.academic_year = program.academic_year
group by reported.school_id, reported.academic_year
