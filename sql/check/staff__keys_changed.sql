/*---
code: intake.keys_changed
table: staff
past: true
---*/
with

found as (
    select
        count(*) as expected_count,
        count(present.staff_key) as found_count
    from core.staff as earlier
    inner join staging_bundle as bundle
        on
            earlier.school_id = bundle.school_id
            and earlier.academic_year = bundle.academic_year - 1
    left join staff_now as present
        on earlier.staff_key = present.staff_key
)

select
    null::integer as row_number,
    'staff_key' as column_name,
    jsonb_build_object(
        'expected', expected_count::text, 'found', found_count::text
    ) as arguments
from found
where
    expected_count >= 10
    and found_count < 0.5 * expected_count
