/*---
code: cond.area_per_student
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.2"
criterion: 7
title:
  ru: "Площадь учебных помещений на одного обучающегося, м²"
  en: "Teaching area per pupil, m²"
short: {ru: "Площадь на ученика, м²", en: "Area per pupil, m²"}
unit: count
direction: higher
kind: count
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 1}
sensitive: false
numerator: {ru: "площадь учебных помещений, м²", en: "teaching area, m²"}
denominator: {ru: "обучающиеся на ту же дату", en: "pupils on roll on the same date"}
source: "Приказ Минобрнауки № 1324, п. 2.6"
tables: [resource, enrolment]
---*/
with

latest as (
    select distinct on (school_id, academic_year)
        school_id,
        academic_year,
        as_of_on,
        area_m2
    from core.resource
    where area_m2 is not null
    order by
        school_id asc,
        academic_year asc,
        as_of_on desc
)

select
    latest.school_id,
    latest.academic_year,
    'all' as cut,
    latest.area_m2 as numerator,
    count(*) as denominator
from latest
inner join core.enrolment as enrolment
    on
        latest.school_id = enrolment.school_id
        and latest.academic_year = enrolment.academic_year
where
    enrolment.entered_on <= latest.as_of_on
    and (
        enrolment.left_on is null
        or enrolment.left_on > latest.as_of_on
    )
group by
    latest.school_id,
    latest.academic_year,
    latest.area_m2
