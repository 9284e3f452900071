/*---
code: tea.attested_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.5"
criterion: 6
title:
  ru: "Доля педагогических работников с квалификационной категорией"
  en: "Share of pedagogical staff with a category"
short: {ru: "С категорией", en: "With a category"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "20 сентября", en: "20 September"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "работники с любой квалификационной категорией на 20 сентября"
  en: "staff who held any category on 20 September"
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
        category in ('first', 'highest', 'methodist', 'mentor')
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
