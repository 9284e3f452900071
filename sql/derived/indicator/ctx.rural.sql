/*---
code: ctx.rural
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "2.3"
criterion: 0
title: {ru: "Сельская школа", en: "A rural school"}
short: {ru: "Сельская", en: "Rural"}
unit: flag
direction: context
kind: flag
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: forbidden
minimum: {compute: 1, publish: 1}
sensitive: false
numerator: {ru: "школы в сельских населённых пунктах", en: "schools in villages"}
denominator: {ru: "школы", en: "schools"}
source: "Форма ОО-1"
tables: [school_year]
---*/
select
    school_id,
    academic_year,
    'all' as cut,
    (settlement = 'village')::integer::bigint as numerator,
    1::bigint as denominator
from core.school_year
