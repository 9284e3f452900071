/*---
code: cond.staffing_qualified_share
version: 1
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
tables: [curriculum_load]
---*/
with

latest as (
    select distinct on (school_id, academic_year, grade, subject_code)
        school_id,
        academic_year,
        subject_code,
        hours_plan,
        hours_qualified
    from core.curriculum_load
    order by
        school_id asc,
        academic_year asc,
        grade asc,
        subject_code asc,
        as_of_on desc
)

select
    latest.school_id,
    latest.academic_year,
    cuts.cut,
    sum(latest.hours_qualified) as numerator,
    sum(latest.hours_plan) as denominator
from latest
cross join
    lateral (
        values
        ('all'),
        ('subject=' || latest.subject_code)
    ) as cuts (cut)
group by
    latest.school_id,
    latest.academic_year,
    cuts.cut
having sum(latest.hours_plan) > 0
