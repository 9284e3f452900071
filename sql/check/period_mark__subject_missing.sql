/*---
code: intake.required_mark_missing
table: period_mark
---*/
-- A share of a class is judged where the bundle brings all of its marks: an amendment brings a few.
with

pupil_class as (
    select distinct on (student_key)
        student_key,
        class_code
    from enrolment_now
    order by
        student_key asc,
        entered_on desc
),

marked as (
    select
        mark.row_number,
        pupil_class.class_code,
        mark.student_key,
        mark.subject_code,
        mark.mark_kind
    from staging_period_mark as mark
    inner join pupil_class
        on mark.student_key = pupil_class.student_key
    inner join staging_bundle as bundle
        on bundle.mode = 'full'
    where not mark.is_deleted
),

pupil as (
    select
        class_code,
        student_key,
        min(row_number) as row_number,
        bool_or(subject_code = 'rus') as has_russian,
        bool_or(subject_code in ('mat', 'alg')) as has_mathematics
    from marked
    where mark_kind = 'year'
    group by class_code, student_key
),

class_pupils as (
    select
        pupil.class_code,
        required.subject_code,
        min(pupil.row_number) filter (where not required.is_there) as row_number,
        count(*) filter (where not required.is_there) as missing_count,
        count(*) as pupils_count
    from pupil
    cross join
        lateral (
            values
            ('rus', pupil.has_russian),
            ('mat', pupil.has_mathematics)
        ) as required (subject_code, is_there)
    group by pupil.class_code, required.subject_code
)

select
    row_number,
    'subject_code' as column_name,
    jsonb_build_object('class', class_code, 'subject', subject_code) as arguments
from class_pupils
where missing_count > 0.1 * pupils_count
