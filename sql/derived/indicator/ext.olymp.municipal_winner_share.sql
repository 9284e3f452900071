/*---
code: ext.olymp.municipal_winner_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 13
criterion: 2
title:
  ru: >-
    Доля обучающихся, победивших в муниципальных, региональных предметных
    олимпиадах: муниципальный этап
  en: "Share of pupils who won at the municipal stage of subject olympiads"
short: {ru: "Победители муниципального этапа", en: "Municipal olympiad winners"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "20 сентября", en: "20 September"}
analogue_class: A
ranking: allowed
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "различные ученики 7–11 классов, победители муниципального этапа ВсОШ"
  en: "distinct pupils of grades 7–11 who won at the municipal stage of ВсОШ"
denominator:
  ru: "обучающиеся 7–11 классов на 20 сентября"
  en: "pupils of grades 7–11 on roll on 20 September"
source: "Положение о ВСОКО, п. 4.6, критерий 2; приказ Минобрнауки № 1324, п. 1.19"
caveats:
  ru: "Считаются различные ученики школы; по группе школ — сумма по школам"
  en: >-
    Distinct pupils of a school; over a group of schools, the sum of the schools'
    counts
tables: [enrolment, class, event_participation]
---*/
with

pupil as (
    select
        enrolment.school_id,
        enrolment.academic_year,
        enrolment.student_key,
        max(class.grade) as grade,
        count(*) filter (
            where
            enrolment.entered_on <= make_date(enrolment.academic_year - 1, 9, 20)
            and (
                enrolment.left_on is null
                or enrolment.left_on > make_date(enrolment.academic_year - 1, 9, 20)
            )
        ) as roll
    from core.enrolment as enrolment
    inner join core.class as class
        on
            enrolment.school_id = class.school_id
            and enrolment.academic_year = class.academic_year
            and enrolment.class_code = class.class_code
    where class.grade between 7 and 11
    group by enrolment.school_id, enrolment.academic_year, enrolment.student_key
),

participant as (
    select distinct
        school_id,
        academic_year,
        student_key
    from core.event_participation
    where
        event_kind = 'vsosh'
        and level = 'municipal'
        and result = 'winner'
),

reported as (
    select
        school_id,
        academic_year
    from intake.slice
    where table_name = 'event_participation'

    union

    select
        school_id,
        academic_year
    from core.event_participation
),

by_grade as (
    select
        pupil.school_id,
        pupil.academic_year,
        pupil.grade,
        count(participant.student_key) as participants_count,
        sum(pupil.roll) as roll
    from pupil
    inner join reported
        on
            pupil.school_id = reported.school_id
            and pupil.academic_year = reported.academic_year
    left join participant
        on
            pupil.school_id = participant.school_id
            and pupil.academic_year = participant.academic_year
            and pupil.student_key = participant.student_key
    group by pupil.school_id, pupil.academic_year, pupil.grade
)

-- Who came or left between the dates may take part too: a share never exceeds one.
select
    by_grade.school_id,
    by_grade.academic_year,
    cuts.cut,
    least(sum(by_grade.participants_count), sum(by_grade.roll)) as numerator,
    sum(by_grade.roll) as denominator
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
having sum(by_grade.roll) > 0
