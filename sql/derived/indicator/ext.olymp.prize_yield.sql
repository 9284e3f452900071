/*---
code: ext.olymp.prize_yield
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.1"
criterion: 2
title:
  ru: "Результативность участия в предметных олимпиадах"
  en: "Prizes per participation in subject olympiads"
short: {ru: "Результативность олимпиад", en: "Olympiad prize yield"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: B
ranking: allowed
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "участия, закончившиеся победой или призовым местом"
  en: "participations that ended with a win or a prize"
denominator:
  ru: "участия во ВсОШ и других предметных олимпиадах на этом этапе"
  en: "participations in ВсОШ and other subject olympiads at the stage"
source: "Положение о ВСОКО, п. 4.4.1"
tables: [event_participation]
---*/
select
    school_id,
    academic_year,
    'stage=' || level as cut,
    count(*) filter (where result in ('winner', 'prize')) as numerator,
    count(*) as denominator
from core.event_participation
where event_kind in ('vsosh', 'olympiad')
group by school_id, academic_year, level
