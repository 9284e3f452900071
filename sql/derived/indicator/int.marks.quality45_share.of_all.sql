/*---
code: int.marks.quality45_share.of_all
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 1
criterion: 1
title:
  ru: "Доля обучающихся, которые учатся на «4» и «5» (в общей численности)"
  en: "Share of pupils whose marks are all 4 and 5, of the whole roll"
short: {ru: "Учатся на «4» и «5», от всех", en: "All marks 4 and 5, of all"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "31 мая", en: "31 May"}
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "обучающиеся, у которых все годовые отметки 4 и 5"
  en: "pupils whose year marks are all 4 or 5"
denominator:
  ru: "все обучающиеся на 31 мая, включая 1 класс и безотметочные классы"
  en: "all pupils on roll on 31 May, grade 1 and classes without marks included"
source: "Приказ Минобрнауки № 1324, п. 1.5"
caveats:
  ru: "Вариант показателя int.marks.quality45_share с другим знаменателем; не смешивать"
  en: >-
    A variant of int.marks.quality45_share with another denominator; never mix the
    two
tables: [enrolment, class, period_mark]
---*/
with

marked as (
    select distinct
        school_id,
        academic_year
    from core.period_mark
    where mark_kind = 'year'
),

attested as (
    select
        school_id,
        academic_year,
        student_key,
        min(mark) as worst_mark,
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
            attested.worst_mark >= 4
            and attested.unattested_count = 0
        ) as good_count,
        count(*) as pupils_count
    from core.enrolment as enrolment
    inner join core.class as class
        on
            enrolment.school_id = class.school_id
            and enrolment.academic_year = class.academic_year
            and enrolment.class_code = class.class_code
    inner join marked
        on
            enrolment.school_id = marked.school_id
            and enrolment.academic_year = marked.academic_year
    left join attested
        on
            enrolment.school_id = attested.school_id
            and enrolment.academic_year = attested.academic_year
            and enrolment.student_key = attested.student_key
    where
        enrolment.entered_on <= make_date(enrolment.academic_year, 5, 31)
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
