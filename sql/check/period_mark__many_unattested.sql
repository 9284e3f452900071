/*---
code: intake.unattested_above_limit
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
        mark.mark_code
    from staging_period_mark as mark
    inner join pupil_class
        on mark.student_key = pupil_class.student_key
    inner join staging_bundle as bundle
        on bundle.mode = 'full'
    where not mark.is_deleted
),

class_marks as (
    select
        class_code,
        min(row_number) filter (where mark_code = 'na') as row_number,
        count(*) filter (where mark_code = 'na') as unattested_count,
        count(*) as marks_count
    from marked
    group by class_code
)

select
    row_number,
    'mark_code' as column_name,
    jsonb_build_object(
        'class', class_code,
        'percent', round(100.0 * unattested_count / marks_count)::text
    ) as arguments
from class_marks
where unattested_count > 0.05 * marks_count
