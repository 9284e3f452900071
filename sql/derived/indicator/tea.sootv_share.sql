/*---
code: tea.sootv_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.5"
criterion: 6
title:
  ru: "Доля педагогических работников, соответствующих занимаемой должности"
  en: "Share of pedagogical staff certified as suitable for the post"
short: {ru: "Соответствие должности", en: "Suitable for the post"}
unit: share
direction: context
kind: share
pool: sum
period: year
as_of: {ru: "20 сентября", en: "20 September"}
analogue_class: A
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "работники с соответствием занимаемой должности на 20 сентября"
  en: "staff certified as suitable on 20 September"
denominator:
  ru: "педагогические работники без внешних совместителей"
  en: "pedagogical staff without external part-timers"
source: "Положение о ВСОКО, п. 4.4.5; форма ОО-1"
tables: [staff]
---*/
select
    school_id,
    academic_year,
    'all' as cut,
    count(*) filter (
        where
        category = 'sootv'
        and (
            category_on is null
            or category_on <= make_date(academic_year - 1, 9, 20)
        )
    ) as numerator,
    count(*) as denominator
from core.staff
where
    is_pedagogical
    and employment <> 'external'
group by school_id, academic_year
