/*---
code: qa.vpr_journal_match
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "2.3"
criterion: 0
title:
  ru: "Соответствие отметок ВПР отметкам журнала"
  en: "ВПР marks against journal marks"
short: {ru: "ВПР и журнал", en: "ВПР and journal"}
unit: share
direction: context
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: >-
    понизили (stage=lowered), подтвердили (stage=confirmed), повысили (stage=raised)
    отметку
  en: >-
    lowered (stage=lowered), confirmed (stage=confirmed) or raised (stage=raised)
    their mark
denominator:
  ru: "участники ВПР с отметкой журнала (код процедуры начинается с vpr)"
  en: "participants of ВПР with a journal mark (the procedure code starts with vpr)"
source: "Положение о ВСОКО, п. 2.3; ФИС ОКО"
caveats:
  ru: "По ВПР школы не ранжируются (письмо Рособрнадзора от 18.04.2025 № 02-86)"
  en: "Schools are never ranked by ВПР (letter of Рособрнадзор of 18.04.2025, 02-86)"
tables: [diagnostic_result]
---*/
select
    result.school_id,
    result.academic_year,
    matches.cut,
    count(*) filter (where matches.is_so) as numerator,
    count(*) as denominator
from core.diagnostic_result as result
cross join
    lateral (
        values
        ('stage=lowered', result.mark5 < result.journal_mark),
        ('stage=confirmed', result.mark5 = result.journal_mark),
        ('stage=raised', result.mark5 > result.journal_mark)
    ) as matches (cut, is_so)
where
    starts_with(result.procedure_code, 'vpr')
    and result.mark5 is not null
    and result.journal_mark is not null
group by
    result.school_id,
    result.academic_year,
    matches.cut
