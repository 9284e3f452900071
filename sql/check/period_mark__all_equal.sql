/*---
code: intake.marks_all_equal
table: period_mark
---*/
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
        mark.subject_code,
        mark.period_code,
        mark.mark
    from staging_period_mark as mark
    inner join pupil_class
        on mark.student_key = pupil_class.student_key
    where not mark.is_deleted
)

select
    min(row_number) as row_number,
    'mark' as column_name,
    jsonb_build_object('class', class_code, 'subject', subject_code) as arguments
from marked
where mark is not null
group by
    class_code,
    subject_code,
    period_code
having
    count(*) >= 10
    and min(mark) = max(mark)
