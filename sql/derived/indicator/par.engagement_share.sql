/*---
code: par.engagement_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 21
criterion: 5
title:
  ru: "Доля родителей, участвующих в «жизни школы»"
  en: "Share of families that take part in the life of the school"
short: {ru: "Участие родителей", en: "Families taking part"}
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
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "семьи с хотя бы одним участием: совет, комитет, мероприятие, контроль питания"
  en: >-
    families with at least one participation: council, committee, event, monitoring
    of meals
denominator: {ru: "семьи обучающихся", en: "families of the pupils"}
source: "Положение о ВСОКО, п. 4.6, критерий 5"
caveats:
  ru: "Семья с двумя детьми считается в каждом классе; самоотчёт школы"
  en: "A family with two children counts in each class; reported by the school itself"
tables: [parent_engagement, class]
---*/
with

latest as (
    select distinct on (school_id, academic_year, class_code)
        school_id,
        academic_year,
        class_code,
        families_count,
        engaged_count
    from core.parent_engagement
    order by
        school_id asc,
        academic_year asc,
        class_code asc,
        as_of_on desc
),

by_grade as (
    select
        latest.school_id,
        latest.academic_year,
        class.grade,
        sum(latest.engaged_count) as engaged_count,
        sum(latest.families_count) as families_count
    from latest
    inner join core.class as class
        on
            latest.school_id = class.school_id
            and latest.academic_year = class.academic_year
            and latest.class_code = class.class_code
    group by latest.school_id, latest.academic_year, class.grade
)

select
    by_grade.school_id,
    by_grade.academic_year,
    cuts.cut,
    sum(by_grade.engaged_count) as numerator,
    sum(by_grade.families_count) as denominator
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
having sum(by_grade.families_count) > 0
