/*---
code: ext.below_min.any_share
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
    языку и математике ниже установленного минимума): хотя бы один предмет
  en: "Share of graduates below the minimum in Russian or mathematics"
short: {ru: "Ниже минимума хотя бы по одному", en: "Below the minimum in any"}
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
  ru: >-
    выпускники 9 и 11 классов ниже минимума в первой попытке по русскому языку или
    математике
  en: >-
    graduates of grades 9 and 11 below the minimum at the first attempt in Russian
    or mathematics
denominator:
  ru: "выпускники, сдававшие хотя бы один из этих экзаменов"
  en: "graduates who sat at least one of these exams"
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
    select distinct on (
        school_id, academic_year, student_key, exam_kind, subject_code
    )
        school_id,
        academic_year,
        student_key,
        exam_kind,
        subject_code,
        score100,
        mark5
    from core.exam_result
    where
        (
            (exam_kind = 'ege' and subject_code in ('rus', 'mat_base', 'mat_prof'))
            or (exam_kind = 'oge' and subject_code in ('rus', 'mat'))
        )
        and status = 'valid'
        and is_past_graduate is not true
    order by
        school_id asc,
        academic_year asc,
        student_key asc,
        exam_kind asc,
        subject_code asc,
        held_on asc
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
        attempt.student_key,
        attempt.exam_kind,
        coalesce(attempt.score100 < minimum.minimum_score, attempt.mark5 = 2)
            as is_below
    from attempt
    left join minimum
        on
            attempt.exam_kind = 'ege'
            and attempt.subject_code = minimum.subject_code
            and attempt.academic_year >= minimum.valid_from_year
            and (
                minimum.until_year is null
                or attempt.academic_year < minimum.until_year
            )
),

graduate as (
    select
        school_id,
        academic_year,
        student_key,
        exam_kind,
        bool_or(is_below) as is_below
    from judged
    where is_below is not null
    group by school_id, academic_year, student_key, exam_kind
)

select
    graduate.school_id,
    graduate.academic_year,
    cuts.cut,
    count(*) filter (where graduate.is_below) as numerator,
    count(*) as denominator
from graduate
cross join
    lateral (
        values
        ('all'),
        (case graduate.exam_kind when 'oge' then 'grade=9' else 'grade=11' end)
    ) as cuts (cut)
group by
    graduate.school_id,
    graduate.academic_year,
    cuts.cut
