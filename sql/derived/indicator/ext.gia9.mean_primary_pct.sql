/*---
code: ext.gia9.mean_primary_pct
version: 1
versions:
  - {version: 1, from: 2026-11-25}
clause: "4.6"
row: 8
criterion: 2
title:
  ru: >-
    Результаты независимой аттестации выпускников 9 класса (результаты ГИА 9 по
    русскому языку и математике и предметам по выбору): средняя доля первичного балла
  en: "OGE: mean part of the highest primary score"
short: {ru: "ОГЭ, доля первичного балла", en: "OGE, part of primary score"}
unit: share
direction: higher
kind: mean
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: >-
    сумма долей набранного от максимума этого года (первичный балл ÷ максимальный, до
    шестого знака)
  en: >-
    sum of the parts of that year's maximum (primary score ÷ highest, to the sixth
    place)
denominator:
  ru: >-
    окончательные действительные результаты ОГЭ по предмету; ГВЭ и прошлые выпускники
    — отдельно
  en: "final valid OGE results in the subject; ГВЭ and past graduates are apart"
source: "Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-9; шкалы Рособрнадзора"
caveats:
  ru: >-
    Нужна шкала экзамена этого года (exam_scale в реестре): без неё значения нет. Шкалы
    меняются каждый год. Предметы по выбору — только рядом с долей сдававших: их
    выбирают сами
  en: >-
    Needs that year's scale (exam_scale of a register): without it there is no value.
    Scales change every year. Elective subjects only beside the share who took them:
    their takers select themselves
tables: [exam_result, exam_scale]
---*/
with

result as (
    select
        exam.school_id,
        exam.academic_year,
        exam.subject_code,
        round(exam.primary_score::numeric / scale.max_primary, 6) as part_of_max
    from core.exam_result as exam
    inner join core.exam_scale as scale
        on
            exam.academic_year = scale.academic_year
            and exam.exam_kind = scale.exam_kind
            and exam.subject_code = scale.subject_code
    where
        exam.exam_kind = 'oge'
        and exam.status = 'valid'
        and exam.is_final
        and exam.is_past_graduate is not true
        and exam.primary_score <= scale.max_primary
)

select
    school_id,
    academic_year,
    'subject=' || subject_code as cut,
    sum(part_of_max) as numerator,
    count(*) as denominator,
    sum(part_of_max * part_of_max) as sum_squares
from result
group by school_id, academic_year, subject_code
