-- Two schools side by side in one year: the difference of their values with an interval made of the intervals of both (MOVER:
-- Zou and Donner, 2008; of Wilson's intervals it is Newcombe's tenth method). What is hidden of one is not told of the pair;
-- what schools report of themselves is not compared between schools.
create view report_v1.school_difference with (security_invoker = true) as
select
    own.school,
    own.municipality,
    beside.school_code as other,
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
from report_v1.indicator_value as own
inner join core.school as beside
    on own.school <> beside.school_code
-- Found figure by figure: joined, two schools were met value by value with all of both.
cross join
    lateral (
        select
            value.fingerprint,
            value.denominator,
            value.value,
            value.low,
            value.high,
            value.is_hidden
        from report_v1.indicator_value as value
        where
            value.school = beside.school_code
            and value.year = own.year
            and value.indicator = own.indicator
            and value.cut = own.cut
        order by value.run
        offset 0
    ) as other
cross join
    lateral (
        values (
            case
                when own.is_hidden or other.is_hidden then 'suppressed'
                when own.analogue_class = 'C' then 'self_reported'
                when own.fingerprint <> other.fingerprint then 'definition_differs'
                when
                    own.denominator < own.minimum_compute
                    or other.denominator < own.minimum_compute
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
