/*---
code: intake.graduates_disagree
table: graduation
---*/
-- Not where exits are not told at all.
with

graduated as (
    select
        grade,
        min(row_number) as row_number,
        count(*) filter (where certificate_status <> 'not_issued') as certified_count
    from graduation_now
    group by grade
),

departed as (
    select
        class.grade,
        count(distinct enrolment.student_key) as pupils_count
    from enrolment_now as enrolment
    inner join class_now as class
        on enrolment.class_code = class.class_code
    where enrolment.exit_reason = 'graduate'
    group by class.grade
),

told as (
    select distinct on (grade)
        grade,
        sum(graduates_count) as graduates_count
    from graduate_destination_now
    group by
        grade,
        as_of_on
    order by
        grade asc,
        as_of_on desc
)

select
    graduated.row_number,
    'certificate_status' as column_name,
    jsonb_build_object(
        'grade', graduated.grade::text,
        'certificates', graduated.certified_count::text,
        'exits', departed.pupils_count::text,
        'destinations', coalesce(told.graduates_count::text, '—')
    ) as arguments
from graduated
inner join departed
    on graduated.grade = departed.grade
left join told
    on graduated.grade = told.grade
where
    graduated.row_number is not null
    and graduated.certified_count <> departed.pupils_count
