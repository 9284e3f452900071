/*---
code: int.marks.reserve_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.1"
criterion: 1
title:
  ru: "«Резерв»: доля обучающихся с одной «3»"
  en: "Share of pupils with exactly one 3"
short: {ru: "С одной «3»", en: "Exactly one 3"}
unit: share
direction: context
kind: share
pool: sum
period: year
as_of: {ru: "31 мая", en: "31 May"}
analogue_class: B
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "обучающиеся с одной годовой «3», остальные отметки 4 и 5"
  en: "pupils with exactly one year mark of 3, the others 4 and 5"
denominator:
  ru: >-
    обучающиеся 2–11 классов на 31 мая, у которых есть годовая отметка или «н/а»;
    без безотметочных классов
  en: >-
    pupils of grades 2–11 on roll on 31 May who have a year mark or «н/а» (not
    attested); classes without marks left out
source: "Положение о ВСОКО, п. 4.4.1"
caveats:
  ru: >-
    «осв» и «зач» не влияют; «н/а» хотя бы по одному предмету — в знаменателе, но не
    в числителе
  en: >-
    Exemptions and passes have no effect; one «н/а» keeps a pupil in the denominator
    and out of the numerator
tables: [enrolment, class, period_mark]
---*/
with

attested as (
    select
        school_id,
        academic_year,
        student_key,
        min(mark) as worst_mark,
        count(*) filter (where mark = 3) as threes_count,
        count(*) filter (where mark_code = 'na') as unattested_count
    from core.period_mark
    where
        mark_kind = 'year'
        and (mark is not null or mark_code = 'na')
    group by school_id, academic_year, student_key
),

by_grade as (
    select
        enrolment.school_id,
        enrolment.academic_year,
        class.grade,
        count(*) filter (
            where
            attested.worst_mark = 3
            and attested.threes_count = 1
            and attested.unattested_count = 0
        ) as good_count,
        count(*) as pupils_count
    from core.enrolment as enrolment
    inner join core.class as class
        on
            enrolment.school_id = class.school_id
            and enrolment.academic_year = class.academic_year
            and enrolment.class_code = class.class_code
    inner join attested
        on
            enrolment.school_id = attested.school_id
            and enrolment.academic_year = attested.academic_year
            and enrolment.student_key = attested.student_key
    where
        class.grade >= 2
        and class.is_unmarked is not true
        and enrolment.entered_on <= make_date(enrolment.academic_year, 5, 31)
        and (
            enrolment.left_on is null
            or enrolment.left_on > make_date(enrolment.academic_year, 5, 31)
        )
    group by enrolment.school_id, enrolment.academic_year, class.grade
)

select
    by_grade.school_id,
    by_grade.academic_year,
    cuts.cut,
    sum(by_grade.good_count) as numerator,
    sum(by_grade.pupils_count) as denominator
from by_grade
cross join
    lateral (
        values
        ('all'),
        (
            case
                when by_grade.grade <= 4 then 'level=noo'
                when by_grade.grade <= 9 then 'level=ooo'
                else 'level=soo'
            end
        ),
        ('grade=' || by_grade.grade)
    ) as cuts (cut)
group by
    by_grade.school_id,
    by_grade.academic_year,
    cuts.cut
