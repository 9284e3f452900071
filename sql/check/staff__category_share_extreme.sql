/*---
code: intake.category_share_extreme
table: staff
past: true
---*/
with

present as (
    select
        count(*) as teachers_count,
        count(*) filter (where category in ('first', 'highest')) as good_count
    from staff_now
    where is_pedagogical
),

earlier as (
    select
        staff.academic_year,
        count(*) as teachers_count,
        count(*) filter (where staff.category in ('first', 'highest')) as good_count
    from core.staff as staff
    inner join staging_bundle as bundle
        on
            staff.school_id = bundle.school_id
            and staff.academic_year < bundle.academic_year
    where staff.is_pedagogical
    group by staff.academic_year
)

select
    null::integer as row_number,
    'category' as column_name,
    jsonb_build_object(
        'now', round(100.0 * good_count / teachers_count)::text
    ) as arguments
from present
where
    teachers_count >= 5
    and good_count in (0, teachers_count)
    and exists (select 1 from earlier)
    and not exists (
        select 1 from earlier
        where
            (earlier.good_count = 0 and present.good_count = 0)
            or (
                earlier.good_count = earlier.teachers_count
                and present.good_count = present.teachers_count
            )
    )
