/*---
code: int.diag.g1.adaptation_level_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.1"
criterion: 1
title:
  ru: "1 класс, адаптация: доля обучающихся с низким уровнем"
  en: "Grade 1, adaptation: share of pupils at the low level"
short: {ru: "1 класс, адаптация: низкий уровень", en: "Grade 1, adaptation: low"}
unit: share
direction: lower
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator: {ru: "обследованные с низким уровнем", en: "pupils at the low level"}
denominator: {ru: "обследованные", en: "pupils tested"}
source: "Положение о ВСОКО, п. 4.4.1"
caveats:
  ru: "Код методики начинается с adaptation; разные методики измеряют разное"
  en: >-
    The instrument code starts with adaptation; different instruments measure
    different things
tables: [diagnostic_count, class]
---*/
select
    diagnostic.school_id,
    diagnostic.academic_year,
    'all' as cut,
    sum(diagnostic.low_count) as numerator,
    sum(diagnostic.tested_count) as denominator
from core.diagnostic_count as diagnostic
inner join core.class as class
    on
        diagnostic.school_id = class.school_id
        and diagnostic.academic_year = class.academic_year
        and diagnostic.class_code = class.class_code
where
    starts_with(diagnostic.instrument_code, 'adaptation')
    and class.grade = 1
    and diagnostic.tested_count > 0
group by
    diagnostic.school_id,
    diagnostic.academic_year
