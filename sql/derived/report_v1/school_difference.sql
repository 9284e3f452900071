-- Two figures of one definition side by side: their difference with an interval made of the intervals of both (MOVER:
-- Zou and Donner, 2008; of Wilson's intervals it is Newcombe's tenth method), or why there is none. What is hidden of one is
-- not told of the pair; what schools report of themselves is not compared between schools.
create function report_v1.told_apart(
    own report_v1.indicator_value, other report_v1.indicator_value
)
returns table (
    difference double precision,
    difference_low double precision,
    difference_high double precision,
    reason text
)
language sql stable as $$
select
    case when told.reason is null then (own).value - (other).value end,
    case
        when told.reason is null
            then
                (own).value - (other).value - sqrt(
                    power((own).value - (own).low, 2) + power((other).high - (other).value, 2)
                )
    end,
    case
        when told.reason is null
            then
                (own).value - (other).value + sqrt(
                    power((own).high - (own).value, 2) + power((other).value - (other).low, 2)
                )
    end,
    told.reason
from (
    values (
        case
            when (own).is_hidden or (other).is_hidden then 'suppressed'
            when (own).analogue_class = 'C' then 'self_reported'
            when (own).fingerprint <> (other).fingerprint then 'definition_differs'
            when
                (own).denominator < (own).minimum_compute
                or (other).denominator < (own).minimum_compute
                then 'own_too_few_units'
            when
                (own).low is null or (own).high is null
                or (other).low is null or (other).high is null
                then 'no_interval'
        end
    )
) as told (reason)
$$;
comment on function report_v1.told_apart is
'Разность двух значений одного показателя и её 95 % интервал по интервалам обоих, или почему её нет';

-- Two schools side by side in one year.
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
    (other.figure).denominator as other_denominator,
    (other.figure).value as other_value,
    apart.difference,
    apart.difference_low,
    apart.difference_high,
    apart.reason,
    own.run
from report_v1.indicator_value as own
inner join core.school as beside
    on own.school <> beside.school_code
-- Found figure by figure: joined, two schools were met value by value with all of both.
cross join
    lateral (
        select figure
        from report_v1.indicator_value as figure
        where
            figure.school = beside.school_code
            and figure.year = own.year
            and figure.indicator = own.indicator
            and figure.cut = own.cut
        order by figure.run
        offset 0
    ) as other
cross join lateral report_v1.told_apart(own, other.figure) as apart;
comment on view report_v1.school_difference is
'Две школы рядом: разность значений и её 95 % интервал по интервалам обеих, или почему её нет';
