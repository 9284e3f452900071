-- A full bundle of figures withdraws what it does not hold.
delete from aggregate_state as kept
where
    not exists (
        select 1
        from staging_{table}
        where {same_key}
    )
