/*---
code: ctx.selective
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "2.3"
criterion: 0
title:
  ru: "Гимназия, лицей или школа с углублённым изучением предметов"
  en: "A gymnasium, a lyceum or a school of advanced study"
short: {ru: "Гимназия, лицей, УИОП", en: "Selective kind"}
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
numerator:
  ru: "гимназии, лицеи и школы с углублённым изучением предметов"
  en: "gymnasiums, lyceums and schools of advanced study"
denominator: {ru: "школы", en: "schools"}
source: "Форма ОО-1"
tables: [school_year]
---*/
select
    school_id,
    academic_year,
    'all' as cut,
    (school_kind in ('gymnasium', 'lyceum', 'advanced'))::integer::bigint as numerator,
    1::bigint as denominator
from core.school_year
