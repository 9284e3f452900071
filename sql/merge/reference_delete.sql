-- An amending register removes the rows it marks.
delete from core.{table} as kept
using staging_{table}
where
    staging_{table}.is_deleted
    and {same_key}
