/*---
code: ext.below_min.gia11_share.final
version: 2
versions:
  - {version: 1, from: 2026-11-23}
  - version: 2
    from: 2026-11-25
    change:
      ru: "базовая математика ниже минимума только по отметке"
      en: "base mathematics is below the minimum by its mark alone"
clause: "4.6"
row: 11
criterion: 2
title:
  ru: >-
    Уровень освоения стандарта (доля выпускников, сдавших ОГЭ и ЕГЭ по русскому
    языку и математике ниже установленного минимума): 11 класс, с пересдачами
  en: "Share of final EGE results below the minimum"
short:
  ru: "ЕГЭ ниже минимума, с пересдачами"
  en: "EGE below the minimum, with retakes"
unit: share
direction: lower
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "из них ниже минимума для аттестата (базовая математика: отметка «2»)"
  en: "of these, below the certificate minimum (base mathematics: a mark of 2)"
denominator:
  ru: >-
    окончательные действительные результаты ЕГЭ по предмету у выпускников текущего
    года
  en: "final valid EGE results in the subject of this year's graduates"
source: >-
  Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-11; приказ Минобрнауки № 1324, п.
  1.12, 1.13; минимальные баллы Рособрнадзора
caveats:
  ru: >-
    Минимум года — из таблицы минимальных баллов: последний, действующий с этого
    года или раньше
  en: "The minimum is the latest of the dated table that is in force in that year"
tables: [exam_result, exam_minimum]
---*/
with

attempt as (
    select
        school_id,
        academic_year,
        subject_code,
        score100,
        mark5
    from core.exam_result
    where
        exam_kind = 'ege'
        and subject_code in ('rus', 'mat_base', 'mat_prof')
        and status = 'valid'
        and is_final
        and is_past_graduate is not true
),

minimum as (
    select
        subject_code,
        minimum_score,
        valid_from_year,
        lead(valid_from_year) over (
            partition by subject_code
            order by valid_from_year
        ) as until_year
    from core.exam_minimum
    where
        exam_kind = 'ege'
        and scale = 'score100'
),

judged as (
    select
        attempt.school_id,
        attempt.academic_year,
        attempt.subject_code,
        coalesce(attempt.score100 < minimum.minimum_score, attempt.mark5 = 2)
            as is_below
    from attempt
    left join minimum
        on
            attempt.subject_code = minimum.subject_code
            and attempt.academic_year >= minimum.valid_from_year
            and (
                minimum.until_year is null
                or attempt.academic_year < minimum.until_year
            )
)

select
    school_id,
    academic_year,
    'subject=' || subject_code as cut,
    count(*) filter (where is_below) as numerator,
    count(*) as denominator
from judged
where is_below is not null
group by school_id, academic_year, subject_code
