/*---
code: cond.accreditation_valid
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.2"
criterion: 7
title: {ru: "Аккредитация действует", en: "The accreditation is valid"}
short: {ru: "Аккредитация", en: "Accreditation"}
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
  ru: "школы с действующей аккредитацией"
  en: "schools with a valid accreditation"
denominator: {ru: "школы", en: "schools"}
source: "Положение о ВСОКО, п. 4.4.2; реестр аккредитаций"
caveats:
  ru: "Признак соответствия: в сводный балл и кластеры не входит, пока у всех одинаков"
  en: >-
    A compliance flag: left out of composites and clusters while it is the same
    everywhere
tables: [school_year]
---*/
select
    school_id,
    academic_year,
    'all' as cut,
    (accreditation_valid)::integer::bigint as numerator,
    1::bigint as denominator
from core.school_year
where accreditation_valid is not null
