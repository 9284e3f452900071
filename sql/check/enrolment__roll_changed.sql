/*---
code: intake.roll_changed
table: enrolment
past: true
---*/
with

present as (
    select count(distinct student_key) as pupils_count
    from enrolment_now
),

before as (
    select count(distinct enrolment.student_key) as pupils_count
    from core.enrolment as enrolment
    inner join staging_bundle as bundle
        on
            enrolment.school_id = bundle.school_id
            and enrolment.academic_year = bundle.academic_year - 1
)

select
    null::integer as row_number,
    null::text as column_name,
    jsonb_build_object(
        'now', present.pupils_count::text, 'before', before.pupils_count::text
    ) as arguments
from present
cross join before
where
    before.pupils_count >= 20
    and abs(present.pupils_count - before.pupils_count) > 0.3 * before.pupils_count
