-- Preliminary figures that meet a final one of the same key.
select
    staging_{table}.row_number,
    count(*) over () as total
from staging_{table}
inner join aggregate_state as kept
    on {same_key}
where
    staging_{table}.status = 'preliminary'
    and kept.status = 'final'
order by staging_{table}.row_number
