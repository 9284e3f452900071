/*---
code: ctx.low_income_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "2.3"
criterion: 0
title:
  ru: "Доля обучающихся из малообеспеченных семей"
  en: "Share of pupils of low-income families"
short: {ru: "Малообеспеченные семьи", en: "Low-income families"}
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
  ru: "обучающиеся из малообеспеченных семей"
  en: "pupils of low-income families"
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
        low_income_count
    from core.social_passport
    where low_income_count is not null
    order by
        school_id asc,
        academic_year asc,
        as_of_on desc
)

select
    school_id,
    academic_year,
    'all' as cut,
    least(low_income_count, roll_count)::bigint as numerator,
    roll_count::bigint as denominator
from latest
where roll_count > 0
