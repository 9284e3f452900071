/*---
code: cond.extra_ed_programs_count.per_100
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 31
criterion: 7
title:
  ru: >-
    Наличие дополнительного образования, количество программ дополнительного
    образования: на 100 обучающихся
  en: "Extra-curricular programmes per 100 pupils"
short: {ru: "Программ на 100 учеников", en: "Programmes per 100 pupils"}
unit: count
direction: higher
kind: count
pool: sum
period: year
as_of: {ru: "20 сентября", en: "20 September"}
analogue_class: A
ranking: allowed
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "программы дополнительного образования, шедшие в году, × 100"
  en: "extra-curricular programmes that ran in the year, × 100"
denominator: {ru: "обучающиеся на 20 сентября", en: "pupils on roll on 20 September"}
source: "Положение о ВСОКО, п. 4.6, критерий 7"
caveats:
  ru: "Насыщается: после определённого числа программ рост ничего не добавляет"
  en: "Saturates: beyond some number, more programmes add nothing"
tables: [extra_program, enrolment]
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
),

program as (
    select
        reported.school_id,
        reported.academic_year,
        count(extra_program.program_code) as programs_count
    from reported
    left join core.extra_program as extra_program
        on
            reported.school_id = extra_program.school_id
            and reported.academic_year = extra_program.academic_year
    group by reported.school_id, reported.academic_year
)

select
    enrolment.school_id,
    enrolment.academic_year,
    'all' as cut,
    100 * max(program.programs_count) as numerator,
    count(*) as denominator
from core.enrolment as enrolment
inner join program
    on
        enrolment.school_id = program.school_id
        and enrolment.academic_year = program.academic_year
where
    enrolment.entered_on <= make_date(enrolment.academic_year - 1, 9, 20)
    and (
        enrolment.left_on is null
        or enrolment.left_on > make_date(enrolment.academic_year - 1, 9, 20)
    )
group by enrolment.school_id, enrolment.academic_year
