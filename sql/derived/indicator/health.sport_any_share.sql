/*---
code: health.sport_any_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 16
criterion: 3
title:
  ru: "Доля обучающихся, которые занимаются спортом"
  en: "Share of pupils who do sports"
short: {ru: "Занимаются спортом", en: "Do sports"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: C
ranking: forbidden
minimum: {compute: 1, publish: 20}
sensitive: false
numerator:
  ru: "обучающиеся, занимающиеся спортом в школе или вне её"
  en: "pupils in organised sports in school or outside"
denominator:
  ru: "численность классов, приславших сведения, на день сведений"
  en: "roll of the classes that reported, on the day of the count"
source: "Положение о ВСОКО, п. 4.6, критерий 3"
caveats:
  ru: "Считаются классы, приславшие сведения; при нескольких — последние за год"
  en: >-
    Only classes that reported are counted; of several reports, the latest of the
    year
tables: [class_activity_count, class, enrolment]
---*/
with

reported as (
    select distinct on (school_id, academic_year, class_code)
        school_id,
        academic_year,
        class_code,
        as_of_on,
        students_count
    from core.class_activity_count
    where activity = 'sport_any'
    order by
        school_id asc,
        academic_year asc,
        class_code asc,
        as_of_on desc
),

-- The roll of the class on the day of the count; pupils of a summer count are those of 31 May.
covered as (
    select
        reported.school_id,
        reported.academic_year,
        class.grade,
        least(reported.students_count, count(*)) as students_count,
        count(*) as roll
    from reported
    inner join core.class as class
        on
            reported.school_id = class.school_id
            and reported.academic_year = class.academic_year
            and reported.class_code = class.class_code
    inner join core.enrolment as enrolment
        on
            reported.school_id = enrolment.school_id
            and reported.academic_year = enrolment.academic_year
            and reported.class_code = enrolment.class_code
    cross join
        lateral (
            values (least(reported.as_of_on, make_date(reported.academic_year, 5, 31)))
        ) as counted (counted_on)
    where
        enrolment.entered_on <= counted.counted_on
        and (
            enrolment.left_on is null
            or enrolment.left_on > counted.counted_on
        )
    group by
        reported.school_id,
        reported.academic_year,
        reported.class_code,
        reported.students_count,
        class.grade
)

select
    covered.school_id,
    covered.academic_year,
    cuts.cut,
    sum(covered.students_count) as numerator,
    sum(covered.roll) as denominator
from covered
cross join
    lateral (
        values
        ('all'),
        (
            case
                when covered.grade <= 4 then 'level=noo'
                when covered.grade <= 9 then 'level=ooo'
                else 'level=soo'
            end
        ),
        ('grade=' || covered.grade)
    ) as cuts (cut)
group by
    covered.school_id,
    covered.academic_year,
    cuts.cut
