/*---
code: edu.upbringing_level_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.4"
criterion: 0
title:
  ru: "Воспитанность: доля обучающихся среднего и высокого уровня"
  en: "Upbringing: share of pupils at the middle and the high level"
short: {ru: "Воспитанность", en: "Upbringing"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: C
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "обследованные со средним и высоким уровнем"
  en: "pupils at the middle and the high level"
denominator: {ru: "обследованные", en: "pupils tested"}
source: "Положение о ВСОКО, п. 4.4.4"
caveats:
  ru: "Код методики начинается с upbringing; разные методики измеряют разное"
  en: >-
    The instrument code starts with upbringing; different instruments measure
    different things
tables: [diagnostic_count, class]
---*/
select
    diagnostic.school_id,
    diagnostic.academic_year,
    'grade=' || class.grade as cut,
    sum(diagnostic.middle_count + diagnostic.high_count) as numerator,
    sum(diagnostic.tested_count) as denominator
from core.diagnostic_count as diagnostic
inner join core.class as class
    on
        diagnostic.school_id = class.school_id
        and diagnostic.academic_year = class.academic_year
        and diagnostic.class_code = class.class_code
where
    starts_with(diagnostic.instrument_code, 'upbringing')
    and diagnostic.tested_count > 0
group by
    diagnostic.school_id,
    diagnostic.academic_year,
    class.grade
