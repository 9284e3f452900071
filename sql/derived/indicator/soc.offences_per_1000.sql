/*---
code: soc.offences_per_1000
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.4"
criterion: 4
title: {ru: "Правонарушений на 1000 обучающихся", en: "Offences per 1,000 pupils"}
short: {ru: "Правонарушений на 1000", en: "Offences per 1,000"}
unit: count
direction: lower
kind: count
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: B
ranking: forbidden
minimum: {compute: 1, publish: 20}
sensitive: true
numerator: {ru: "правонарушения и преступления", en: "offences"}
denominator:
  ru: "обучающиеся на ту же дату, тысяч"
  en: "pupils on roll on the same date, thousands"
source: "Положение о ВСОКО, п. 4.4.4"
tables: [welfare_aggregate, enrolment]
---*/
with

latest as (
    select distinct on (school_id, academic_year)
        school_id,
        academic_year,
        as_of_on,
        offences_count
    from core.welfare_aggregate
    where register = 'any_distinct'
        and offences_count is not null
    order by
        school_id asc,
        academic_year asc,
        as_of_on desc
)

select
    latest.school_id,
    latest.academic_year,
    'all' as cut,
    latest.offences_count::bigint as numerator,
    count(*) * 0.001 as denominator
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
    latest.offences_count
