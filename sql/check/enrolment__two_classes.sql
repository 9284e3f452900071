/*---
code: intake.enrolment_overlaps
table: enrolment
---*/
-- A row is wrong when an earlier one of the pupil has not ended at its start, or when it has
-- not ended at the start of a row that is kept.
with

enrolment_now as (
    select
        staged.row_number,
        staged.student_key,
        staged.class_code,
        staged.entered_on,
        staged.left_on
    from staging_enrolment as staged
    where
        not staged.is_deleted

    union all

    select
        null::integer as row_number,
        kept.student_key,
        kept.class_code,
        kept.entered_on,
        kept.left_on
    from core.enrolment as kept
    inner join staging_bundle as bundle
        on
            kept.school_id = bundle.school_id
            and kept.academic_year = bundle.academic_year
    where
        (
            bundle.mode = 'amend'
            or not exists (select 1 from staging_enrolment)
        )
        and not exists (
            select 1 from staging_enrolment as staged
            where
                staged.student_key = kept.student_key
                and staged.class_code = kept.class_code
                and staged.entered_on = kept.entered_on
        )
),

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
