/*---
code: intake.parts_not_whole
table: graduate_destination
---*/
-- A school may count all who finished or only those with a certificate; no other sum is right.
with

graduation_now as (
    select
        staged.row_number,
        staged.student_key,
        staged.grade,
        staged.certificate_status
    from staging_graduation as staged
    where
        not staged.is_deleted

    union all

    select
        null::integer as row_number,
        kept.student_key,
        kept.grade,
        kept.certificate_status
    from core.graduation as kept
    inner join staging_bundle as bundle
        on
            kept.school_id = bundle.school_id
            and kept.academic_year = bundle.academic_year
    where
        (
            bundle.mode = 'amend'
            or not exists (select 1 from staging_graduation)
        )
        and not exists (
            select 1 from staging_graduation as staged
            where
                staged.student_key = kept.student_key
                and staged.grade = kept.grade
        )
),

graduated as (
    select
        grade,
        count(*) as all_count,
        count(*) filter (where certificate_status <> 'not_issued') as certified_count
    from graduation_now
    group by grade
),

graduate_destination_now as (
    select
        staged.row_number,
        staged.grade,
        staged.destination,
        staged.as_of_on,
        staged.graduates_count
    from staging_graduate_destination as staged
    where
        not staged.is_deleted

    union all

    select
        null::integer as row_number,
        kept.grade,
        kept.destination,
        kept.as_of_on,
        kept.graduates_count
    from core.graduate_destination as kept
    inner join staging_bundle as bundle
        on
            kept.school_id = bundle.school_id
            and kept.academic_year = bundle.academic_year
    where
        (
            bundle.mode = 'amend'
            or not exists (select 1 from staging_graduate_destination)
        )
        and not exists (
            select 1 from staging_graduate_destination as staged
            where
                staged.grade = kept.grade
                and staged.destination = kept.destination
                and staged.as_of_on = kept.as_of_on
        )
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
