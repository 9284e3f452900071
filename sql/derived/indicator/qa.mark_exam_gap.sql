/*---
code: qa.mark_exam_gap
version: 2
versions:
  - {version: 1, from: 2026-11-23}
  - version: 2
    from: 2026-11-25
    change:
      ru: "добавлена базовая математика 11 класса"
      en: "base mathematics of grade 11 added"
clause: "2.3"
criterion: 0
title:
  ru: "Завышение годовых отметок: доля учеников с годовой отметкой выше отметки ОГЭ"
  en: "Grade inflation: share of pupils whose year mark is above the OGE mark"
short: {ru: "Годовая выше экзамена", en: "Year mark above the exam"}
unit: share
direction: lower
kind: share
pool: sum
period: year
as_of: {ru: "за учебный год", en: "over the academic year"}
analogue_class: A
ranking: forbidden
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "из них с годовой отметкой выше экзаменационной"
  en: "of these, the year mark above the exam mark"
denominator:
  ru: "ученики с годовой отметкой и отметкой экзамена по предмету"
  en: "pupils with both a year mark and an exam mark in the subject"
source: "Положение о ВСОКО, п. 2.3; признаки необъективности"
caveats:
  ru: >-
    Отметку экзамена дают ОГЭ и базовая математика ЕГЭ; 100-балльные экзамены
    отметки не имеют. Математика: годовая отметка по алгебре или математике, меньшая
  en: >-
    OGE and base mathematics of EGE give a mark; exams on the 100-point scale have
    none. Mathematics: the year mark in algebra or mathematics, the lower
tables: [exam_result, period_mark]
---*/
with

exam as (
    select
        school_id,
        academic_year,
        student_key,
        subject_code,
        case subject_code when 'mat_base' then 'mat' else subject_code end
            as mark_subject,
        case exam_kind when 'oge' then 9 else 11 end as grade,
        mark5
    from core.exam_result
    where
        (exam_kind = 'oge' or (exam_kind = 'ege' and subject_code = 'mat_base'))
        and status = 'valid'
        and is_final
        and is_past_graduate is not true
        and mark5 is not null
),

-- The exam in mathematics is held against the lower of the marks in mathematics and algebra.
year_mark as (
    select
        school_id,
        academic_year,
        student_key,
        case subject_code when 'alg' then 'mat' else subject_code end as exam_subject,
        min(mark) as mark
    from core.period_mark
    where
        mark_kind = 'year'
        and mark is not null
    group by
        school_id,
        academic_year,
        student_key,
        case subject_code when 'alg' then 'mat' else subject_code end
)

select
    exam.school_id,
    exam.academic_year,
    'grade=' || exam.grade || ';subject=' || exam.subject_code as cut,
    count(*) filter (where year_mark.mark > exam.mark5) as numerator,
    count(*) as denominator
from exam
inner join year_mark
    on
        exam.school_id = year_mark.school_id
        and exam.academic_year = year_mark.academic_year
        and exam.student_key = year_mark.student_key
        and exam.mark_subject = year_mark.exam_subject
group by
    exam.school_id,
    exam.academic_year,
    exam.grade,
    exam.subject_code
