/*---
code: int.grade11.honours_share.medal1
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 7
criterion: 1
title:
  ru: "Доля обучающихся 11 классов, получивших медаль I степени"
  en: "Share of grade-11 pupils who received a medal of degree I"
short: {ru: "Медаль I степени", en: "Medal, degree I"}
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
  ru: "получившие медаль «За особые успехи в учении» I степени"
  en: "those who received a medal of degree I"
denominator:
  ru: "обучающиеся 11 классов на 25 мая, включая не допущенных к ГИА"
  en: "grade-11 pupils on roll on 25 May, those not admitted to the exams included"
source: "Положение о ВСОКО, п. 4.6, критерий 1"
tables: [enrolment, class, graduation]
---*/
with

reported as (
    select distinct
        school_id,
        academic_year
    from core.graduation
    where grade = 11
),

graduate as (
    select
        enrolment.school_id,
        enrolment.academic_year,
        graduation.medal
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
            and graduation.grade = 11
    where
        class.grade = 11
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
    count(*) filter (where medal = 1) as numerator,
    count(*) as denominator
from graduate
group by school_id, academic_year
