/*---
code: health.group_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.6"
criterion: 3
title: {ru: "Доля детей по группам здоровья", en: "Share of children by health group"}
short: {ru: "Группы здоровья", en: "Health groups"}
unit: share
direction: context
kind: share
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: B
ranking: forbidden
minimum: {compute: 1, publish: 20}
sensitive: true
numerator:
  ru: "дети группы здоровья; разрез stage=group1 … group5"
  en: "children of the health group; cut stage=group1 … group5"
denominator: {ru: "осмотренные по параллелям", en: "children examined, by grade"}
source: "Положение о ВСОКО, п. 4.4.6; форма 030-ПО/о"
tables: [health_aggregate]
---*/
with

latest as (
    select distinct on (school_id, academic_year, cohort)
        school_id,
        academic_year,
        examined_count,
        group1_count,
        group2_count,
        group3_count,
        group4_count,
        group5_count
    from core.health_aggregate
    where cohort not in ('entry', 'age14')
    order by
        school_id asc,
        academic_year asc,
        cohort asc,
        as_of_on desc
)

select
    latest.school_id,
    latest.academic_year,
    groups.cut,
    sum(groups.children_count) as numerator,
    sum(latest.examined_count) as denominator
from latest
cross join
    lateral (
        values
        ('stage=group1', latest.group1_count),
        ('stage=group2', latest.group2_count),
        ('stage=group3', latest.group3_count),
        ('stage=group4', latest.group4_count),
        ('stage=group5', latest.group5_count)
    ) as groups (cut, children_count)
where latest.examined_count > 0
group by
    latest.school_id,
    latest.academic_year,
    groups.cut
