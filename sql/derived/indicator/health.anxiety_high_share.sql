/*---
code: health.anxiety_high_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.4.2"
criterion: 3
title:
  ru: "Доля обучающихся 1 и 5 классов с высокой тревожностью"
  en: "Share of pupils of grades 1 and 5 with high anxiety"
short: {ru: "Высокая тревожность", en: "High anxiety"}
unit: share
direction: lower
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: B
ranking: forbidden
minimum: {compute: 1, publish: 20}
sensitive: true
numerator:
  ru: "обследованные с высоким уровнем тревожности"
  en: "pupils with high anxiety"
denominator: {ru: "обследованные", en: "pupils tested"}
source: "Положение о ВСОКО, п. 4.4.2"
caveats:
  ru: "Код методики начинается с anxiety; разные методики измеряют разное"
  en: >-
    The instrument code starts with anxiety; different instruments measure different
    things
tables: [diagnostic_count, class]
---*/
select
    diagnostic.school_id,
    diagnostic.academic_year,
    'grade=' || class.grade as cut,
    sum(diagnostic.high_count) as numerator,
    sum(diagnostic.tested_count) as denominator
from core.diagnostic_count as diagnostic
inner join core.class as class
    on
        diagnostic.school_id = class.school_id
        and diagnostic.academic_year = class.academic_year
        and diagnostic.class_code = class.class_code
where
    starts_with(diagnostic.instrument_code, 'anxiety')
    and class.grade in (1, 5)
    and diagnostic.tested_count > 0
group by
    diagnostic.school_id,
    diagnostic.academic_year,
    class.grade
