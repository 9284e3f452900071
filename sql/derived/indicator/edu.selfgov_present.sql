/*---
code: edu.selfgov_present
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.4"
criterion: 0
title:
  ru: "Наличие ученического самоуправления"
  en: "Pupil self-government is present"
short: {ru: "Самоуправление", en: "Self-government"}
unit: flag
direction: higher
kind: flag
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: C
ranking: forbidden
minimum: {compute: 1, publish: 1}
sensitive: false
numerator:
  ru: "школы с ученическим самоуправлением"
  en: "schools with pupil self-government"
denominator: {ru: "школы", en: "schools"}
source: "Положение о ВСОКО, п. 4.4.4"
tables: [school_year]
---*/
select
    school_id,
    academic_year,
    'all' as cut,
    (selfgov_present)::integer::bigint as numerator,
    1::bigint as denominator
from core.school_year
where selfgov_present is not null
