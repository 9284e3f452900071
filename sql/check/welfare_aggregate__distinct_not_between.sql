/*---
code: intake.part_exceeds_whole
table: welfare_aggregate
---*/
-- Pupils on either register are no fewer than on one, and no more than on both together.
with

told as (
    select
        as_of_on,
        min(row_number) filter (where register = 'any_distinct') as row_number,
        max(students_count) filter (where register = 'any_distinct') as distinct_count,
        max(students_count) filter (where register = 'opdn') as police_count,
        max(students_count) filter (where register = 'kdn') as commission_count
    from welfare_aggregate_now
    group by as_of_on
)

select
    row_number,
    'students_count' as column_name,
    null::jsonb as arguments
from told
where
    row_number is not null
    and (
        distinct_count < greatest(police_count, commission_count)
        or distinct_count > police_count + commission_count
    )
