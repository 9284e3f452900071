/*---
code: ext.gia9.participation_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 8
criterion: 2
title:
  ru: >-
    Результаты независимой аттестации выпускников 9 класса (результаты ГИА 9 по
    русскому языку и математике и предметам по выбору): доля сдававших предмет
  en: "OGE: share of pupils who took the subject"
short: {ru: "ОГЭ, доля сдававших предмет", en: "OGE, took the subject"}
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
  ru: "допущенные, сдававшие ОГЭ по предмету (кроме неявившихся)"
  en: "admitted pupils who took OGE in the subject (absentees aside)"
denominator:
  ru: "обучающиеся 9 классов, допущенные к ГИА"
  en: "grade-9 pupils admitted to the exams"
source: "Положение о ВСОКО, п. 4.6, критерий 2; РИС ГИА-9"
tables: [graduation, exam_result]
---*/
with

admitted as (
    select
        school_id,
        academic_year,
        student_key
    from core.graduation
    where
        grade = 9
        and is_admitted
),

sat as (
    select distinct
        school_id,
        academic_year,
        student_key,
        subject_code
    from core.exam_result
    where
        exam_kind = 'oge'
        and status <> 'absent'
        and is_past_graduate is not true
),

reported as (
    select distinct
        school_id,
        academic_year
    from core.exam_result
    where exam_kind = 'oge'
),

-- A subject that nobody took is a zero, or the pooled share would forget the school.
offered (subject_code) as (
    values
    ('rus'), ('mat'), ('phy'), ('che'), ('bio'), ('geo'), ('soc'), ('his'),
    ('lit'), ('inf'), ('eng'), ('deu'), ('fra'), ('spa'), ('native')
)

select
    admitted.school_id,
    admitted.academic_year,
    'subject=' || offered.subject_code as cut,
    count(sat.student_key) as numerator,
    count(*) as denominator
from admitted
inner join reported
    on
        admitted.school_id = reported.school_id
        and admitted.academic_year = reported.academic_year
cross join offered
left join sat
    on
        admitted.school_id = sat.school_id
        and admitted.academic_year = sat.academic_year
        and admitted.student_key = sat.student_key
        and offered.subject_code = sat.subject_code
group by
    admitted.school_id,
    admitted.academic_year,
    offered.subject_code
