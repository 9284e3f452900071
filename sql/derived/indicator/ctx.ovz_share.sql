/*---
code: ctx.ovz_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "2.3"
criterion: 0
title:
  ru: "Доля обучающихся с ограниченными возможностями здоровья"
  en: "Share of pupils with special educational needs"
short: {ru: "С ОВЗ", en: "Special needs"}
unit: share
direction: context
kind: share
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: B
ranking: forbidden
minimum: {compute: 1, publish: 20}
sensitive: true
numerator:
  ru: "обучающиеся с ограниченными возможностями здоровья"
  en: "pupils with special educational needs"
denominator:
  ru: "обучающиеся по социальному паспорту той же даты"
  en: "pupils of the social passport of the same date"
source: "Социальный паспорт школы"
tables: [social_passport]
---*/
with

latest as (
    select distinct on (school_id, academic_year)
        school_id,
        academic_year,
        roll_count,
        ovz_count
    from core.social_passport
    where ovz_count is not null
    order by
        school_id asc,
        academic_year asc,
        as_of_on desc
)

select
    school_id,
    academic_year,
    'all' as cut,
    least(ovz_count, roll_count)::bigint as numerator,
    roll_count::bigint as denominator
from latest
where roll_count > 0
