-- Rows of a staged table into a table that all schools share; a row that is the same is not written.
with

written as (
    insert into core.{table} as kept ({columns})
    select {staged_columns}
    from staging_{table}
    where not staging_{table}.is_deleted
    on conflict ({key}) {on_conflict}
    returning (xmax = 0) as is_added
)

select
    count(*) filter (where is_added) as added,
    count(*) filter (where not is_added) as changed
from written
