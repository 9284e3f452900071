/*---
code: intake.repeat_year_unfounded
table: enrolment
past: true
---*/
-- Who came from another school may repeat a year that this one knows nothing of.
with

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
),

before as (
    select count(*) as pupils_count
    from earlier
)

select
    enrolment.row_number,
    'is_repeat_year' as column_name,
    null::jsonb as arguments
from staging_enrolment as enrolment
cross join before
inner join class_now as class
    on enrolment.class_code = class.class_code
left join earlier
    on enrolment.student_key = earlier.student_key
where
    not enrolment.is_deleted
    and enrolment.is_repeat_year
    and before.pupils_count > 0
    and case
        when earlier.student_key is null
            then enrolment.entry_reason is not distinct from 'promotion'
        else earlier.grade < class.grade
    end
