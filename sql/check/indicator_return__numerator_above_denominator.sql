/*---
code: intake.part_exceeds_whole
table: indicator_return
---*/
select
    told.row_number,
    'numerator' as column_name,
    null::jsonb as arguments
from staging_indicator_return as told
inner join result.indicator as indicator
    on
        told.indicator_code = indicator.code
        and indicator.is_current
where
    not told.is_deleted
    and indicator.passport ->> 'kind' in ('share', 'flag')
    and (told.numerator > told.denominator or told.numerator < 0)
