/*---
code: intake.mean_disagrees
table: external_aggregate
---*/
-- A published mean is rounded: half of its last digit is allowed. Beside an exam's mean its numerator counts
-- those who passed, and a ratio is no quotient of two parts: neither is held against the mean.
with

derived as (
    select
        told.row_number,
        told.mean,
        0.5 * power(10::numeric, -scale(told.mean)) as allowance,
        case
            when told.mark2_count is not null
                then
                    (
                        2 * told.mark2_count::numeric + 3 * told.mark3_count
                        + 4 * told.mark4_count + 5 * told.mark5_count
                    )
                    / nullif(told.students_count, 0)
            when
                told.exam_code is null
                and coalesce(indicator.passport ->> 'kind', '') <> 'ratio'
                then told.numerator / nullif(told.denominator, 0)
        end as expected
    from staging_external_aggregate as told
    left join result.indicator
        on
            told.indicator_code = indicator.code
            and indicator.is_current
    where not told.is_deleted
)

select
    row_number,
    'mean' as column_name,
    null::jsonb as arguments
from derived
where abs(mean - expected) > allowance
