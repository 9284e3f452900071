/*---
code: cond.sanpin_open_orders
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 30
criterion: 7
title: {ru: "Число неисполненных предписаний по СанПиН", en: "Open sanitary orders"}
short: {ru: "Неисполненные предписания", en: "Open sanitary orders"}
unit: count
direction: lower
kind: count
pool: sum
period: year
as_of:
  ru: "последние сведения учебного года"
  en: "the latest figures of the academic year"
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 1}
sensitive: false
numerator:
  ru: "требования, по которым на последней проверке предписание не исполнено"
  en: "requirements with an order still open at the latest check"
denominator: {ru: "школы", en: "schools"}
source: "Положение о ВСОКО, п. 4.6, критерий 7; предписания Роспотребнадзора"
tables: [sanpin_check]
---*/
with

latest as (
    select distinct on (school_id, academic_year, requirement_code)
        school_id,
        academic_year,
        is_order_open
    from core.sanpin_check
    where check_kind = 'sanpin'
    order by
        school_id asc,
        academic_year asc,
        requirement_code asc,
        checked_on desc
)

select
    school_id,
    academic_year,
    'all' as cut,
    count(*) filter (where is_order_open) as numerator,
    1::bigint as denominator
from latest
group by school_id, academic_year
