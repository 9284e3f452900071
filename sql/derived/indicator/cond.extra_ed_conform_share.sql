/*---
code: cond.extra_ed_conform_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.3"
criterion: 7
title:
  ru: "Доля программ дополнительного образования, соответствующих требованиям"
  en: "Share of extra-curricular programmes that conform"
short: {ru: "Программы по требованиям", en: "Programmes that conform"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 1}
sensitive: false
numerator:
  ru: "из них соответствующие требованиям"
  en: "of these, those that conform"
denominator:
  ru: "программы, о соответствии которых есть сведения"
  en: "programmes whose conformity was told"
source: "Положение о ВСОКО, п. 4.4.3"
tables: [extra_program]
---*/
select
    school_id,
    academic_year,
    'all' as cut,
    count(*) filter (where conforms) as numerator,
    count(*) as denominator
from core.extra_program
where conforms is not null
group by school_id, academic_year
