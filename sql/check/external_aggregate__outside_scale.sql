/*---
code: intake.value_outside_scale
table: external_aggregate
---*/
-- A passport is large: what is wanted of it is taken out once.
with

passport as materialized (
    select
        code,
        passport ->> 'kind' as kind,
        passport ->> 'unit' as unit
    from result.indicator
    where is_current
),

bounded as (
    select
        told.row_number,
        told.mean,
        told.sd,
        told.p10,
        told.p25,
        told.p50,
        told.p75,
        told.p90,
        told.numerator,
        told.denominator,
        passport.kind,
        case
            when told.scale = 'mark' then 2
            when told.scale is not null then 0
            when passport.unit = 'mark' then 2
            when passport.unit in ('share', 'flag', 'point', 'count', 'ratio') then 0
        end as low,
        case
            when told.scale = 'mark' then 5
            when told.scale = 'primary' then coalesce(exam_scale.max_primary, 200)
            when told.scale is not null then 100
            when passport.unit = 'mark' then 5
            when passport.unit = 'point' then 100
            when passport.unit in ('share', 'flag') then 1
        end as high
    from staging_external_aggregate as told
    cross join staging_bundle as bundle
    left join passport
        on told.indicator_code = passport.code
    left join core.exam_scale
        on
            bundle.academic_year = exam_scale.academic_year
            and told.exam_code = exam_scale.exam_kind
            and told.subject_code = exam_scale.subject_code
    where not told.is_deleted
)

select
    bounded.row_number,
    figure.column_name,
    jsonb_build_object(
        'range',
        case
            when bounded.high is null then '≥ ' || bounded.low
            else bounded.low || '…' || bounded.high
        end
    ) as arguments
from bounded
cross join
    lateral (
        values
        ('mean', bounded.mean),
        ('p10', bounded.p10),
        ('p25', bounded.p25),
        ('p50', bounded.p50),
        ('p75', bounded.p75),
        ('p90', bounded.p90),
        (
            'numerator',
            case
                when bounded.kind = 'mean'
                    then bounded.numerator / nullif(bounded.denominator, 0)
            end
        ),
        -- No spread is wider than the scale itself.
        ('sd', bounded.low + bounded.sd)
    ) as figure (column_name, value)
where
    figure.value < bounded.low
    or figure.value > bounded.high
