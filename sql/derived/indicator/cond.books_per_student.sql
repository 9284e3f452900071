/*---
code: cond.books_per_student
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.2"
criterion: 7
title:
  ru: "Экземпляров учебной литературы на одного обучающегося"
  en: "Books per pupil"
short: {ru: "Книг на ученика", en: "Books per pupil"}
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
numerator: {ru: "экземпляры учебной литературы", en: "books"}
denominator: {ru: "обучающиеся на ту же дату", en: "pupils on roll on the same date"}
source: "Приказ Минобрнауки № 1324, п. 2.2"
tables: [resource, enrolment]
---*/
with

latest as (
    select distinct on (school_id, academic_year)
        school_id,
        academic_year,
        as_of_on,
        books_count
    from core.resource
    where books_count is not null
    order by
        school_id asc,
        academic_year asc,
        as_of_on desc
)

select
    latest.school_id,
    latest.academic_year,
    'all' as cut,
    latest.books_count::bigint as numerator,
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
    latest.books_count
