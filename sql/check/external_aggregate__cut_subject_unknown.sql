/*---
code: intake.reference_missing
table: external_aggregate
---*/
select
    told.row_number,
    'cut' as column_name,
    jsonb_build_object('table', 'subject') as arguments
from staging_external_aggregate as told
cross join lateral string_to_table(told.cut, ';') as piece (value)
where
    not told.is_deleted
    and piece.value like 'subject=%'
    and not exists (
        select 1
        from core.subject
        where subject.subject_code = split_part(piece.value, '=', 2)
    )
