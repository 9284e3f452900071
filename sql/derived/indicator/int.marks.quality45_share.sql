/*---
code: int.marks.quality45_share
version: 2
versions:
  - {version: 1, from: 2026-11-23}
  - version: 2
    from: 2026-11-25
    change:
      ru: "добавлены разрезы по четвертям, триместрам и полугодиям"
      en: "cuts by quarters, trimesters and half-years added"
clause: "4.6"
row: 1
criterion: 1
title:
  ru: "Доля обучающихся, которые учатся на «4» и «5»"
  en: "Share of pupils whose marks are all 4 and 5"
short: {ru: "Учатся на «4» и «5»", en: "All marks 4 and 5"}
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
  ru: >-
    обучающиеся, у которых все годовые отметки 4 и 5; в разрезе moment= — все отметки
    четверти, триместра или полугодия
  en: >-
    pupils whose year marks are all 4 or 5; in a cut moment=, all marks of the quarter,
    trimester or half-year
denominator:
  ru: >-
    обучающиеся 2–11 классов на 31 мая, у которых есть годовая отметка или «н/а»;
    без безотметочных классов; в разрезе moment= — на последний день периода, с
    отметкой периода
  en: >-
    pupils of grades 2–11 on roll on 31 May who have a year mark or «н/а» (not
    attested); classes without marks left out; in a cut moment=, on its last day, with
    a mark of it
source: "Положение о ВСОКО, п. 4.6, критерий 1; приказ Минобрнауки № 1324, п. 1.5"
caveats:
  ru: >-
    «осв» и «зач» не влияют; «н/а» хотя бы по одному предмету — в знаменателе, но не
    в числителе
  en: >-
    Exemptions and passes have no effect; one «н/а» keeps a pupil in the denominator
    and out of the numerator
tables: [enrolment, class, period, period_mark]
---*/
with

-- Quarters, trimesters and half-years in the order of their beginnings.
part_of_year as (
    select
        school_id,
        academic_year,
        period_code,
        ends_on,
        period_kind || row_number() over (
            partition by school_id, academic_year, period_kind
            order by starts_on, period_code
        ) as moment
    from core.period
    where period_kind <> 'year'
),

attested as (
    select
        period_mark.school_id,
        period_mark.academic_year,
        period_mark.student_key,
        part_of_year.moment,
        coalesce(
            part_of_year.ends_on, make_date(period_mark.academic_year, 5, 31)
        ) as counted_on,
        min(period_mark.mark) as worst_mark,
        count(*) filter (where period_mark.mark_code = 'na') as unattested_count
    from core.period_mark as period_mark
    left join part_of_year
        on
            period_mark.mark_kind = 'period'
            and period_mark.school_id = part_of_year.school_id
            and period_mark.academic_year = part_of_year.academic_year
            and period_mark.period_code = part_of_year.period_code
    where
        (period_mark.mark is not null or period_mark.mark_code = 'na')
        and (
            period_mark.mark_kind = 'year'
            or (
                period_mark.mark_kind = 'period'
                and part_of_year.moment is not null
            )
        )
    group by
        period_mark.school_id,
        period_mark.academic_year,
        period_mark.student_key,
        part_of_year.moment,
        part_of_year.ends_on
),

by_grade as (
    select
        enrolment.school_id,
        enrolment.academic_year,
        class.grade,
        attested.moment,
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
    inner join attested
        on
            enrolment.school_id = attested.school_id
            and enrolment.academic_year = attested.academic_year
            and enrolment.student_key = attested.student_key
    where
        class.grade >= 2
        and class.is_unmarked is not true
        and enrolment.entered_on <= attested.counted_on
        and (
            enrolment.left_on is null
            or enrolment.left_on > attested.counted_on
        )
    group by
        enrolment.school_id,
        enrolment.academic_year,
        class.grade,
        attested.moment
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
        (
            case
                when by_grade.grade <= 4 then 'level=noo'
                when by_grade.grade <= 9 then 'level=ooo'
                else 'level=soo'
            end
        )
    ) as stage (level)
cross join
    lateral (
        values
        (coalesce('moment=' || by_grade.moment, 'all')),
        (concat(stage.level, ';moment=' || by_grade.moment)),
        (case when by_grade.moment is null then 'grade=' || by_grade.grade end)
    ) as cuts (cut)
where cuts.cut is not null
group by
    by_grade.school_id,
    by_grade.academic_year,
    cuts.cut
