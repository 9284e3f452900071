create view report_v1.receipt_table with (security_invoker = true) as
select
    bundle.bundle_id as bundle,
    told.ordinality as place,
    bundle.school_code as school,
    bundle.academic_year as year,
    bundle.state,
    told.line ->> 'name' as record_table,
    (told.line ->> 'rows')::bigint as rows_count,
    (told.line ->> 'added')::bigint as added_count,
    (told.line ->> 'changed')::bigint as changed_count,
    (told.line ->> 'removed')::bigint as removed_count,
    coalesce((told.line ->> 'isSuperseded')::boolean, false) as is_superseded,
    case
        when bundle.state <> 'done' or (told.line ->> 'isSuperseded')::boolean then 0
        else
            coalesce(
                (told.line ->> 'unchanged')::bigint,
                greatest(
                    (told.line ->> 'rows')::bigint
                    - (told.line ->> 'added')::bigint
                    - (told.line ->> 'changed')::bigint,
                    0
                )
            )
    end as unchanged_count
from intake.bundle
cross join
    lateral jsonb_array_elements(bundle.receipt -> 'tables')
    with ordinality as told (line, ordinality);
comment on view report_v1.receipt_table is
'Что пакет изменил в каждой таблице: добавлено, изменено, удалено, осталось как было';
