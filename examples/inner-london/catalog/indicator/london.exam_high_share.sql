/*---
code: london.exam_high_share
version: 1
clause: "4.6"
criterion: 2
title:
  ru: "Доля учеников с баллом экзамена от +1 стандартного отклонения"
  en: "Share of pupils one standard deviation or more above the mean"
short: {ru: "Экзамен, высокий балл", en: "Exam, high score"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "день экзамена", en: "the day of the exam"}
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "ученики с нормированным баллом не ниже 1"
  en: "pupils with a normalized score of 1 or more"
denominator:
  ru: "ученики с результатом экзамена"
  en: "pupils with an exam result"
source: "Goldstein, Rasbash et al. (1993), Oxford Review of Education 19, 425–433; mlmRev::Exam"
tables: [diagnostic_result]
---*/
select
    school_id,
    academic_year,
    'all' as cut,
    count(*) filter (where scaled >= 1) as numerator,
    count(*) as denominator
from core.diagnostic_result
where
    procedure_code = 'gcse'
    and scaled is not null
group by school_id, academic_year
