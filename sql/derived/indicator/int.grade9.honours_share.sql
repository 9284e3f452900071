/*---
code: int.grade9.honours_share
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 5
criterion: 1
title:
  ru: "Доля обучающихся 9 классов, получивших документ об образовании особого образца"
  en: "Share of grade-9 pupils who received a certificate with honours"
short: {ru: "Аттестат с отличием, 9 класс", en: "Honours, grade 9"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "25 мая", en: "25 May"}
analogue_class: A
ranking: allowed
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "получившие аттестат с отличием"
  en: "those who received a certificate with honours"
denominator:
  ru: "обучающиеся 9 классов на 25 мая, включая не допущенных к ГИА"
  en: "grade-9 pupils on roll on 25 May, those not admitted to the exams included"
source: >-
  Положение о ВСОКО, п. 4.6, критерий 1; форма ОО-1; приказ Минобрнауки № 1324, п.
  1.16
tables: [enrolment, class, graduation]
---*/
with

reported as (
    select distinct
        school_id,
        academic_year
    from core.graduation
    where grade = 9
),

graduate as (
    select
        enrolment.school_id,
        enrolment.academic_year,
        graduation.certificate_status,
        graduation.certificate_kind
    from core.enrolment as enrolment
    inner join core.class as class
        on
            enrolment.school_id = class.school_id
            and enrolment.academic_year = class.academic_year
            and enrolment.class_code = class.class_code
    inner join reported
        on
            enrolment.school_id = reported.school_id
            and enrolment.academic_year = reported.academic_year
    left join core.graduation as graduation
        on
            enrolment.school_id = graduation.school_id
            and enrolment.academic_year = graduation.academic_year
            and enrolment.student_key = graduation.student_key
            and graduation.grade = 9
    where
        class.grade = 9
        and enrolment.entered_on <= make_date(enrolment.academic_year, 5, 25)
        and (
            enrolment.left_on is null
            or enrolment.left_on > make_date(enrolment.academic_year, 5, 25)
        )
)

select
    school_id,
    academic_year,
    'all' as cut,
    count(*) filter (
        where
        certificate_kind = 'honours'
        and certificate_status in ('issued', 'september')
    ) as numerator,
    count(*) as denominator
from graduate
group by school_id, academic_year
