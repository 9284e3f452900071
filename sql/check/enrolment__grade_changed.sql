/*---
code: intake.enrolment_outside_grade
table: enrolment
---*/
-- Up by one grade when promoted early, down when the year is repeated, and no other way.
with

stay as (
    select
        enrolment.row_number,
        enrolment.entry_reason,
        coalesce(enrolment.is_repeat_year, false) as is_repeat_year,
        class.grade,
        lag(class.grade) over in_order as earlier_grade,
        lag(enrolment.row_number) over in_order as earlier_row_number
    from enrolment_now as enrolment
    inner join class_now as class
        on enrolment.class_code = class.class_code
    window
        in_order as (
            partition by enrolment.student_key
            order by enrolment.entered_on, enrolment.row_number nulls first
        )
)

select
    coalesce(row_number, earlier_row_number) as row_number,
    'class_code' as column_name,
    jsonb_build_object(
        'before', earlier_grade::text, 'now', grade::text
    ) as arguments
from stay
where
    coalesce(row_number, earlier_row_number) is not null
    and case
        when grade < earlier_grade then not is_repeat_year
        when grade = earlier_grade + 1 then entry_reason is distinct from 'promotion'
        else grade > earlier_grade
    end
