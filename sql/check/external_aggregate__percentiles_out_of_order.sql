/*---
code: intake.percentiles_out_of_order
table: external_aggregate
---*/
with

given as (
    select
        told.row_number,
        percentile.value,
        lag(percentile.value) over (
            partition by told.row_number
            order by percentile.place
        ) as value_before
    from staging_external_aggregate as told
    cross join
        lateral (
            values
            (10, told.p10),
            (25, told.p25),
            (50, told.p50),
            (75, told.p75),
            (90, told.p90)
        ) as percentile (place, value)
    where
        not told.is_deleted
        and percentile.value is not null
)

select distinct
    row_number,
    'p50' as column_name,
    null::jsonb as arguments
from given
where value < value_before
