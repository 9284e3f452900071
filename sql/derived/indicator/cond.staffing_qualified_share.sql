/*---
code: cond.staffing_qualified_share
version: 2
versions:
  - {version: 1, from: 2026-11-23}
  - version: 2
    from: 2026-11-25
    change:
      ru: "добавлены разрезы сентября и февраля"
      en: "cuts of September and February added"
clause: "4.6"
row: 29
criterion: 7
title:
  ru: >-
    Укомплектованность педагогическими кадрами, имеющими необходимую квалификацию,
    по каждому из предметов учебного плана
  en: "Share of curriculum hours taught by teachers of matching qualification"
short: {ru: "Укомплектованность кадрами", en: "Hours taught by the qualified"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: B
ranking: allowed
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "часов в неделю, которые ведёт учитель нужной квалификации"
  en: "weekly hours taught by a teacher of matching qualification"
denominator:
  ru: "часов в неделю по учебному плану"
  en: "weekly hours of the curriculum"
source: "Положение о ВСОКО, п. 4.6, критерий 7; форма ОО-1 (вакансии)"
caveats:
  ru: >-
    Разрезы moment=september и moment=february — последние сведения до и после 1
    января; без них — последние за год
  en: >-
    Cuts moment=september and moment=february are the latest figures before and
    after 1 January; without them the latest of the year
tables: [curriculum_load]
---*/
with

told as (
    select
        school_id,
        academic_year,
        grade,
        subject_code,
        as_of_on,
        hours_plan,
        hours_qualified,
        case
            when as_of_on < make_date(academic_year, 1, 1) then 'september'
            else 'february'
        end as moment
    from core.curriculum_load
),

dated as (
    select
        school_id,
        academic_year,
        subject_code,
        hours_plan,
        hours_qualified,
        moment,
        as_of_on = max(as_of_on) over (
            partition by school_id, academic_year, grade, subject_code
        ) as is_latest_of_year,
        as_of_on = max(as_of_on) over (
            partition by school_id, academic_year, grade, subject_code, moment
        ) as is_latest_of_moment
    from told
)

select
    dated.school_id,
    dated.academic_year,
    cuts.cut,
    sum(dated.hours_qualified) as numerator,
    sum(dated.hours_plan) as denominator
from dated
cross join
    lateral (
        values
        ('all', dated.is_latest_of_year),
        ('subject=' || dated.subject_code, dated.is_latest_of_year),
        ('moment=' || dated.moment, dated.is_latest_of_moment)
    ) as cuts (cut, is_part)
where cuts.is_part
group by
    dated.school_id,
    dated.academic_year,
    cuts.cut
having sum(dated.hours_plan) > 0
