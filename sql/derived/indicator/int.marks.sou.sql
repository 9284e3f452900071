/*---
code: int.marks.sou
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.1"
criterion: 1
title: {ru: "Степень обученности учащихся (СОУ)", en: "Degree of learning (СОУ)"}
short: {ru: "СОУ", en: "Degree of learning"}
unit: share
direction: higher
kind: mean
pool: sum
period: year
as_of: {ru: "31 мая", en: "31 May"}
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "сумма весов годовых отметок: 5 — 1; 4 — 0,64; 3 — 0,36; 2 — 0,16; «н/а» — 0,08"
  en: >-
    sum of the weights of year marks: 5 is 1; 4 is 0.64; 3 is 0.36; 2 is 0.16; «н/а»
    is 0.08
denominator:
  ru: "годовые отметки и «н/а» обучающихся 2–11 классов на 31 мая"
  en: "year marks and «н/а» of pupils of grades 2–11 on roll on 31 May"
source: "Положение о ВСОКО, п. 4.4.1; формула СОУ В. П. Симонова"
caveats:
  ru: "Наблюдение — отметка, а не ученик: отметки одного ученика зависимы"
  en: "The unit is a mark, not a pupil: marks of one pupil depend on each other"
tables: [enrolment, class, period_mark]
---*/
with

weighed as (
    select
        school_id,
        academic_year,
        student_key,
        subject_code,
        case
            when mark = 5 then 1.00
            when mark = 4 then 0.64
            when mark = 3 then 0.36
            when mark = 2 then 0.16
            else 0.08
        end as weight
    from core.period_mark
    where
        mark_kind = 'year'
        and (mark is not null or mark_code = 'na')
),

by_subject as (
    select
        enrolment.school_id,
        enrolment.academic_year,
        class.grade,
        weighed.subject_code,
        sum(weighed.weight) as total,
        count(*) as marks_count,
        sum(weighed.weight * weighed.weight) as total_squares
    from core.enrolment as enrolment
    inner join core.class as class
        on
            enrolment.school_id = class.school_id
            and enrolment.academic_year = class.academic_year
            and enrolment.class_code = class.class_code
    inner join weighed
        on
            enrolment.school_id = weighed.school_id
            and enrolment.academic_year = weighed.academic_year
            and enrolment.student_key = weighed.student_key
    where
        class.grade >= 2
        and class.is_unmarked is not true
        and enrolment.entered_on <= make_date(enrolment.academic_year, 5, 31)
        and (
            enrolment.left_on is null
            or enrolment.left_on > make_date(enrolment.academic_year, 5, 31)
        )
    group by
        enrolment.school_id,
        enrolment.academic_year,
        class.grade,
        weighed.subject_code
)

select
    by_subject.school_id,
    by_subject.academic_year,
    cuts.cut,
    sum(by_subject.total) as numerator,
    sum(by_subject.marks_count) as denominator,
    sum(by_subject.total_squares) as sum_squares
from by_subject
cross join
    lateral (
        values
        ('all'),
        (
            case
                when by_subject.grade <= 4 then 'level=noo'
                when by_subject.grade <= 9 then 'level=ooo'
                else 'level=soo'
            end
        ),
        ('grade=' || by_subject.grade),
        ('subject=' || by_subject.subject_code)
    ) as cuts (cut)
group by
    by_subject.school_id,
    by_subject.academic_year,
    cuts.cut
