/*---
code: intake.indicator_unknown
table: external_aggregate
---*/
select
    told.row_number,
    'indicator_code' as column_name,
    null::jsonb as arguments
from staging_external_aggregate as told
where
    not told.is_deleted
    and told.indicator_code is not null
    and not exists (
        select 1
        from result.indicator as indicator
        where
            indicator.code = told.indicator_code
            and indicator.is_current
    )
