/*---
code: cond.public_report_on_time
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.2"
criterion: 7
title:
  ru: "Публичный доклад опубликован в срок"
  en: "The public report was published on time"
short: {ru: "Доклад в срок", en: "Report on time"}
unit: flag
direction: higher
kind: flag
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 1}
sensitive: false
numerator:
  ru: "школы, опубликовавшие доклад не позднее 1 августа"
  en: "schools that published by 1 August"
denominator: {ru: "школы", en: "schools"}
source: "Положение о ВСОКО, п. 4.4.2"
caveats:
  ru: "Школа, не указавшая дату, в показатель не входит"
  en: "A school that told no date is left out"
tables: [school_year]
---*/
select
    school_id,
    academic_year,
    'all' as cut,
    (
        report_published_on <= make_date(academic_year, 8, 1)
    )::integer::bigint as numerator,
    1::bigint as denominator
from core.school_year
where report_published_on is not null
