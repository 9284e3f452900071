-- Rows of a staged table into its slice. A row that is the same is not touched: not even locked.
with

written as (
    insert into core.{table} as kept (
        school_id, academic_year, {columns}, bundle_id, row_number
    )
    select
        staging_bundle.school_id,
        staging_bundle.academic_year,
        {staged_columns},
        staging_bundle.bundle_id,
        staging_{table}.row_number
    from staging_{table}
    cross join staging_bundle
    left join core.{table} as before
        on
            staging_bundle.school_id = before.school_id
            and staging_bundle.academic_year = before.academic_year
            {and_same_key}
    where
        not staging_{table}.is_deleted
        and {is_new}
    on conflict (school_id, academic_year{key_columns}) {on_conflict}
    returning (xmax = 0) as is_added
)

select
    count(*) filter (where is_added) as added,
    count(*) filter (where not is_added) as changed
from written
