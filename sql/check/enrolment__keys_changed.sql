/*---
code: intake.keys_changed
table: enrolment
past: true
---*/
-- Pupils who were on roll at the end of last year, but for those who might have graduated.
with

continuing as (
    select distinct enrolment.student_key
    from core.enrolment as enrolment
    inner join staging_bundle as bundle
        on
            enrolment.school_id = bundle.school_id
            and enrolment.academic_year = bundle.academic_year - 1
    inner join core.class as class
        on
            enrolment.school_id = class.school_id
            and enrolment.academic_year = class.academic_year
            and enrolment.class_code = class.class_code
    where
        class.grade not in (9, 11, 12)
        and (enrolment.left_on is null or enrolment.exit_reason = 'promotion')
),

pupil as (
    select distinct student_key
    from enrolment_now
),

found as (
    select
        count(*) as expected_count,
        count(pupil.student_key) as found_count
    from continuing
    left join pupil
        on continuing.student_key = pupil.student_key
)

select
    null::integer as row_number,
    'student_key' as column_name,
    jsonb_build_object(
        'expected', expected_count::text, 'found', found_count::text
    ) as arguments
from found
where
    expected_count >= 20
    and found_count < 0.5 * expected_count
