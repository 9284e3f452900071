/*---
code: intake.enrolment_overlaps
table: enrolment
---*/
-- A row is wrong when an earlier one of the pupil has not ended at its start, or when it has
-- not ended at the start of a row that is kept.
with

in_order as (
    select
        row_number,
        entered_on,
        max(coalesce(left_on, 'infinity'::date)) over (
            partition by student_key
            order by entered_on, row_number nulls first
            rows between unbounded preceding and 1 preceding
        ) as earlier_left_on,
        coalesce(left_on, 'infinity'::date) as own_left_on,
        min(entered_on) filter (where row_number is null) over (
            partition by student_key
            order by entered_on, row_number nulls first
            rows between 1 following and unbounded following
        ) as kept_entered_on
    from enrolment_now
)

select
    row_number,
    'entered_on' as column_name,
    null::jsonb as arguments
from in_order
where
    row_number is not null
    and (earlier_left_on > entered_on or own_left_on > kept_entered_on)
