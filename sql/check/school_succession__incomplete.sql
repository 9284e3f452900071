/*---
code: intake.succession_incomplete
table: school_succession
---*/
with

every_link as (
    select
        row_number,
        predecessor_code,
        successor_code,
        happened_on,
        succession_kind
    from staging_school_succession
    where not is_deleted
    union all
    select
        null::integer as row_number,
        kept.predecessor_code,
        kept.successor_code,
        kept.happened_on,
        kept.succession_kind
    from core.school_succession as kept
    where
        not exists (
            select 1
            from staging_school_succession as staged
            where
                staged.predecessor_code = kept.predecessor_code
                and staged.successor_code = kept.successor_code
                and staged.happened_on = kept.happened_on
        )
),

counted as (
    select
        row_number,
        succession_kind,
        count(*) over (
            partition by succession_kind, successor_code, happened_on
        ) as predecessor_count,
        count(*) over (
            partition by succession_kind, predecessor_code, happened_on
        ) as successor_count
    from every_link
)

select
    row_number,
    'succession_kind' as column_name,
    null::jsonb as arguments
from counted
where
    row_number is not null
    and (
        (succession_kind = 'merger' and predecessor_count = 1)
        or (succession_kind = 'division' and successor_count = 1)
    )
