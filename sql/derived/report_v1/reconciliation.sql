-- What is published beside what the loaded records give, the school itself included on both sides. A total of few schools,
-- one that is hidden from the reader and that of a sensitive indicator stay closed here.
create view report_v1.reconciliation with (security_invoker = true) as
with

paired as (
    select
        territory.oktmo as territory,
        territory.level,
        published.academic_year as year,
        indicator.code as indicator,
        published.cut,
        indicator.passport ->> 'unit' as unit,
        indicator.passport ->> 'kind' as kind,
        coalesce((indicator.passport ->> 'sensitive')::boolean, false) as is_sensitive,
        published.measure,
        published.class,
        published.conversion,
        published.value as published_value,
        published.denominator as published_units,
        published.school_count as published_schools,
        published.rounding,
        published.population,
        published.status,
        published.as_of_on,
        published.publisher_oktmo as publisher,
        published.source,
        published.coverage_share,
        published.is_same_definition,
        published.is_same_period,
        total.school_count as pooled_schools,
        total.denominator as pooled_units,
        total.numerator as pooled_numerator,
        total.sum_squares as pooled_squares,
        total.territory_id is not null as is_loaded,
        hidden.territory_id is not null as is_hidden,
        publication.run_id as run
    from result.publication
    inner join result.published_value as published
        on
            publication.run_id = core.shown_run()
            and published.since_run <= publication.run_id
            and (
                published.until_run is null
                or published.until_run > publication.run_id
            )
    inner join result.indicator
        on published.indicator_id = indicator.indicator_id
    inner join core.territory
        on published.oktmo = territory.oktmo
    left join result.group_value as total
        on
            territory.territory_id = total.territory_id
            and published.academic_year = total.academic_year
            and published.indicator_id = total.indicator_id
            and published.cut = total.cut
            and total.since_run <= publication.run_id
            and (total.until_run is null or total.until_run > publication.run_id)
            and total.denominator > 0
    left join result.hidden_total as hidden
        on
            territory.territory_id = hidden.territory_id
            and published.academic_year = hidden.academic_year
            and published.indicator_id = hidden.indicator_id
            and published.cut = hidden.cut
            and hidden.since_run <= publication.run_id
            and (hidden.until_run is null or hidden.until_run > publication.run_id)
            and hidden.level <= core.scope_level()
),

-- How far the pooled value may be off for want of the pupils that are not loaded: nothing when all are.
measured as (
    select
        paired.*,
        opening.is_open,
        pooled.value as pooled_value,
        pooled.value - paired.published_value as difference,
        least(paired.pooled_units / nullif(paired.published_units, 0), 1)
            as unit_coverage,
        2 * sqrt(
            greatest(
                case paired.kind
                    when 'share' then pooled.value * (1 - pooled.value)
                    when 'mean'
                        then
                            paired.pooled_squares / paired.pooled_units
                            - power(pooled.value, 2)
                end,
                0
            )
            / paired.pooled_units
            * (
                1 - least(paired.pooled_units / nullif(paired.published_units, 0), 1)
            )
        ) as sampling
    from paired
    inner join result.threshold
        on threshold.name = 'group_schools_open'
    cross join
        lateral (
            values (
                not paired.is_sensitive
                and not paired.is_hidden
                and coalesce(paired.pooled_schools, 0) >= threshold.value
            )
        ) as opening (is_open)
    cross join
        lateral (
            values (
                case
                    when opening.is_open
                        then paired.pooled_numerator / paired.pooled_units
                end
            )
        ) as pooled (value)
),

judged as (
    select
        measured.*,
        greatest(coalesce(measured.sampling, 0), gap.value) + measured.rounding
            as tolerance
    from measured
    inner join result.threshold as gap
        on
            case measured.unit
                when 'share' then 'gap_share'
                when 'mark' then 'gap_mark'
                else 'gap_point'
            end = gap.name
)

select
    judged.territory,
    judged.level,
    judged.year,
    judged.indicator,
    judged.cut,
    judged.unit,
    judged.measure,
    judged.class,
    judged.conversion,
    round(judged.published_value, 6) as published_value,
    judged.published_units,
    judged.published_schools,
    round(judged.pooled_value, 6) as pooled_value,
    case when judged.is_open then judged.pooled_units end as pooled_units,
    judged.pooled_schools,
    round(judged.difference, 6) as difference,
    round(judged.tolerance, 6) as tolerance,
    round(
        case when judged.is_open then judged.unit_coverage end, 4
    ) as unit_coverage,
    round(
        least(judged.pooled_schools::numeric / nullif(judged.published_schools, 0), 1),
        4
    ) as school_coverage,
    abs(judged.difference) <= judged.tolerance as agrees,
    case
        when not judged.is_loaded then array['not_loaded']
        when judged.is_sensitive or judged.is_hidden then array['suppressed']
        when not judged.is_open then array['too_few_schools']
        when abs(judged.difference) <= judged.tolerance then '{}'
        else
            coalesce(
                nullif(
                    array_remove(
                        array[
                            case
                                when
                                    judged.class = 'approximate'
                                    or not judged.is_same_definition
                                    then 'definition'
                            end,
                            case when not judged.is_same_period then 'period' end,
                            case when judged.population <> 'all' then 'population' end,
                            case
                                when
                                    judged.pooled_units < judged.published_units
                                    or judged.pooled_schools < judged.published_schools
                                    or judged.coverage_share < 1
                                    then 'coverage'
                            end,
                            case when judged.status = 'preliminary' then 'status' end
                        ],
                        null
                    ),
                    '{}'
                ),
                array['none_found']
            )
    end as reasons,
    judged.population,
    judged.status,
    judged.as_of_on,
    judged.publisher,
    judged.source,
    judged.run
from judged;
comment on view report_v1.reconciliation is
'Опубликованное рядом с посчитанным по загруженным записям: разность, охват и причина расхождения';
