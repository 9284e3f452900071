/*---
code: health.index
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.6"
criterion: 3
title:
  ru: "Индекс здоровья: доля ни разу не болевших"
  en: "Health index: share of pupils who were never ill"
short: {ru: "Индекс здоровья", en: "Health index"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: B
ranking: forbidden
minimum: {compute: 1, publish: 20}
sensitive: true
numerator: {ru: "ни разу не болевшие за год", en: "pupils never ill in the year"}
denominator: {ru: "численность обучающихся", en: "number of pupils"}
source: "Положение о ВСОКО, п. 4.4.6"
caveats:
  ru: "Берутся итоги за год; четверти к году не прибавляются"
  en: "Totals of the year are taken; quarters are never added to it"
tables: [morbidity_aggregate, period]
---*/
select
    illness.school_id,
    illness.academic_year,
    'all' as cut,
    sum(illness.never_ill_count) as numerator,
    sum(illness.headcount) as denominator
from core.morbidity_aggregate as illness
inner join core.period as period
    on
        illness.school_id = period.school_id
        and illness.academic_year = period.academic_year
        and illness.period_code = period.period_code
where
    period.period_kind = 'year'
    and illness.population = 'students'
    and illness.headcount > 0
    and illness.never_ill_count is not null
group by illness.school_id, illness.academic_year
