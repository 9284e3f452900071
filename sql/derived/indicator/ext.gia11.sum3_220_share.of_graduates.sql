/*---
code: ext.gia11.sum3_220_share.of_graduates
version: 1
versions:
  - {version: 1, from: 2026-11-23}
clause: "4.6"
row: 9
criterion: 2
title:
  ru: >-
    Результаты независимой аттестации выпускников 11 класса (результаты ГИА 11 по
    русскому языку и математике (базовый и профильный уровни) и предметам по
    выбору): доля набравших 220 баллов и больше по трём лучшим ЕГЭ, от всех
    выпускников
  en: "EGE: share of all grade-11 pupils whose three best scores sum to 220 and above"
short: {ru: "220 по трём, от всех", en: "220 over three, of all"}
unit: share
direction: higher
kind: share
pool: sum
period: year
as_of: {ru: "25 мая", en: "25 May"}
analogue_class: B
ranking: internal
minimum: {compute: 1, publish: 10}
sensitive: false
numerator:
  ru: "выпускники, у которых сумма трёх лучших баллов не меньше 220"
  en: "graduates whose three best scores sum to 220 and above"
denominator:
  ru: "обучающиеся 11 классов на 25 мая"
  en: "grade-11 pupils on roll on 25 May"
source: "Положение о ВСОКО, п. 4.6, критерий 2"
caveats:
  ru: "Вариант ext.gia11.sum3_220_share с другим знаменателем; не смешивать"
  en: >-
    A variant of ext.gia11.sum3_220_share with another denominator; never mix the
    two
tables: [enrolment, class, exam_result]
---*/
with

scored as (
    select
        school_id,
        academic_year,
        student_key,
        score100,
        row_number() over (
            partition by school_id, academic_year, student_key
            order by score100 desc, subject_code asc
        ) as place
    from core.exam_result
    where
        exam_kind = 'ege'
        and subject_code <> 'mat_base'
        and status = 'valid'
        and is_final
        and is_past_graduate is not true
        and score100 is not null
),

graduate as (
    select
        school_id,
        academic_year,
        student_key,
        sum(score100) filter (where place <= 3) as best3,
        count(*) as exams_count
    from scored
    group by school_id, academic_year, student_key
),

reported as (
    select distinct
        school_id,
        academic_year
    from core.exam_result
    where exam_kind = 'ege'
)

select
    enrolment.school_id,
    enrolment.academic_year,
    'all' as cut,
    count(*) filter (
        where
        graduate.exams_count >= 3
        and graduate.best3 >= 220
    ) as numerator,
    count(*) as denominator
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
left join graduate
    on
        enrolment.school_id = graduate.school_id
        and enrolment.academic_year = graduate.academic_year
        and enrolment.student_key = graduate.student_key
where
    class.grade = 11
    and enrolment.entered_on <= make_date(enrolment.academic_year, 5, 25)
    and (
        enrolment.left_on is null
        or enrolment.left_on > make_date(enrolment.academic_year, 5, 25)
    )
group by enrolment.school_id, enrolment.academic_year
