/*---
code: intake.grade_out_of_order
table: enrolment
past: true
---*/
with

pupil as (
    select
        enrolment.student_key,
        min(enrolment.row_number) as row_number,
        min(class.grade) as grade,
        coalesce(bool_or(enrolment.is_repeat_year), false) as is_repeat_year
    from enrolment_now as enrolment
    inner join class_now as class
        on enrolment.class_code = class.class_code
    group by enrolment.student_key
),

earlier as (
    select
        enrolment.student_key,
        max(class.grade) as grade
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
    group by enrolment.student_key
)

select
    pupil.row_number,
    'class_code' as column_name,
    jsonb_build_object(
        'before', earlier.grade::text, 'now', pupil.grade::text
    ) as arguments
from pupil
inner join earlier
    on pupil.student_key = earlier.student_key
where
    pupil.row_number is not null
    and (pupil.grade < earlier.grade or pupil.grade > earlier.grade + 1)
