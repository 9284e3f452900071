-- An amending bundle of figures withdraws what it marks.
delete from aggregate_state as kept
using staging_{table}
where
    staging_{table}.is_deleted
    and {same_key}
