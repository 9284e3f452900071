/*---
code: tea.cat_highest_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 25
criterion: 6
title:
  ru: "Доля педагогических работников, имеющих высшую квалификационную категорию"
  en: "Share of pedagogical staff of the highest category"
short: {ru: "Высшая категория", en: "Highest category"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "20 сентября", en: "20 September"}
analogue_class: A
ranking: allowed
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "работники с высшей категорией на 20 сентября"
  en: "staff who held the highest category on 20 September"
denominator:
  ru: "педагогические работники без внешних совместителей"
  en: "pedagogical staff without external part-timers"
source: >-
  Положение о ВСОКО, п. 4.6, критерий 6; форма ОО-1; приказ Минобрнауки № 1324, п.
  1.29.1
caveats:
  ru: >-
    Категория без даты считается действующей; «методист» и «наставник» — отдельные
    категории
  en: >-
    A category without a date counts as held; “methodist” and “mentor” are
    categories of their own
tables: [staff]
---*/
select
    school_id,
    academic_year,
    'all' as cut,
    count(*) filter (
        where
        category = 'highest'
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
