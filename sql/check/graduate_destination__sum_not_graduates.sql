/*---
code: intake.parts_not_whole
table: graduate_destination
---*/
-- A school may count all who finished or only those with a certificate; no other sum is right.
with

graduated as (
    select
        grade,
        count(*) as all_count,
        count(*) filter (where certificate_status <> 'not_issued') as certified_count
    from graduation_now
    group by grade
),

told as (
    select
        grade,
        as_of_on,
        min(row_number) as row_number,
        sum(graduates_count) as graduates_count
    from graduate_destination_now
    group by grade, as_of_on
)

select
    told.row_number,
    'graduates_count' as column_name,
    null::jsonb as arguments
from told
inner join graduated
    on told.grade = graduated.grade
where
    told.row_number is not null
    and told.graduates_count not in (graduated.all_count, graduated.certified_count)
