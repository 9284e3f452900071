-- Two schools side by side in one year: the difference of their values with an interval made of the intervals of both (MOVER:
-- Zou and Donner, 2008; of Wilson's intervals it is Newcombe's tenth method). What is hidden of one is not told of the pair;
-- what schools report of themselves is not compared between schools.
create view report_v1.school_difference with (security_invoker = true) as
with

shown as not materialized (
    select
        value.school,
        value.municipality,
        value.year,
        value.indicator,
        value.cut,
        definition.passport ->> 'kind' as kind,
        definition.passport ->> 'unit' as unit,
        definition.passport ->> 'direction' as direction,
        value.fingerprint,
        value.denominator,
        value.value,
        value.low,
        value.high,
        value.is_hidden,
        value.run,
        definition.passport ->> 'analogue_class' as analogue_class,
        (definition.passport -> 'minimum' ->> 'compute')::numeric as minimum
    from report_v1.indicator_value as value
    inner join result.indicator as definition
        on
            value.indicator = definition.code
            and value.fingerprint = definition.fingerprint
)

select
    own.school,
    own.municipality,
    other.school as other,
    own.year,
    own.indicator,
    own.cut,
    own.kind,
    own.unit,
    own.direction,
    own.denominator,
    own.value,
    other.denominator as other_denominator,
    other.value as other_value,
    case when told.reason is null then own.value - other.value end as difference,
    case
        when told.reason is null
            then
                own.value - other.value - sqrt(
                    power(own.value - own.low, 2) + power(other.high - other.value, 2)
                )
    end as difference_low,
    case
        when told.reason is null
            then
                own.value - other.value + sqrt(
                    power(own.high - own.value, 2) + power(other.value - other.low, 2)
                )
    end as difference_high,
    told.reason,
    own.run
from shown as own
inner join shown as other
    on
        own.year = other.year
        and own.indicator = other.indicator
        and own.cut = other.cut
        and own.school <> other.school
cross join
    lateral (
        values (
            case
                when own.is_hidden or other.is_hidden then 'suppressed'
                when own.analogue_class = 'C' then 'self_reported'
                when own.fingerprint <> other.fingerprint then 'definition_differs'
                when
                    own.denominator < own.minimum or other.denominator < own.minimum
                    then 'own_too_few_units'
                when
                    own.low is null or own.high is null
                    or other.low is null or other.high is null
                    then 'no_interval'
            end
        )
    ) as told (reason);
comment on view report_v1.school_difference is
'Две школы рядом: разность значений и её 95 % интервал по интервалам обеих, или почему её нет';
