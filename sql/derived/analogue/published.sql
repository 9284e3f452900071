-- What territories' offices have published, as values of our indicators: the crosswalk applied to the figures in force.
-- Of several that tell of one indicator the one about all schools is taken, then the better class, then the crosswalk's
-- order; of several publishers the preferred one.
create view analogue.published with (security_invoker = true) as
with

told as (
    select
        figure.*,
        power(10::numeric, -scale(figure.mean)) / 2 as half_digit
    from core.published_figure as figure
    where figure.is_preferred
),

linked as (
    select
        indicator.indicator_id,
        indicator.version = entry.indicator_version as is_same_definition,
        entry.crosswalk_id,
        entry.ordinal,
        entry.cut as own_cut,
        entry.figure,
        entry.marks,
        entry.class,
        entry.conversion,
        entry.as_of_year,
        entry.as_of_from,
        entry.as_of_until,
        told.*
    from result.crosswalk_entry as entry
    inner join result.crosswalk
        on
            entry.crosswalk_id = crosswalk.crosswalk_id
            and crosswalk.is_current
    inner join result.indicator
        on
            entry.indicator_code = indicator.code
            and indicator.is_current
    inner join told
        on
            entry.published_indicator is not distinct from told.indicator_code
            and entry.published_code is not distinct from told.published_code
            and entry.published_cut is not distinct from told.cut
            and entry.exam_code is not distinct from told.exam_code
            and entry.subject_code is not distinct from told.subject_code
            and entry.grade is not distinct from told.grade
            and entry.scale is not distinct from told.scale
    where
        entry.class <> 'none'
        and (
            entry.figure <> 'marks'
            or (told.mark2_count is not null and told.students_count > 0)
        )
),

-- Counts where they are published, else the mean with what stands behind it.
raw as (
    select
        linked.*,
        counted.is_counted,
        case
            when linked.figure = 'marks' then marked.chosen
            when counted.is_counted and linked.scale = 'mark' then marked.total
            when counted.is_counted then linked.numerator
            else linked.mean * linked.students_count
        end as raw_numerator,
        case
            when counted.is_counted and linked.exam_code is null then linked.denominator
            else linked.students_count
        end as raw_denominator,
        case
            when linked.figure = 'marks' then null
            when counted.is_counted and linked.scale = 'mark' then marked.squares
            when counted.is_counted then null
            else
                power(linked.sd, 2) * greatest(linked.students_count - 1, 0)
                + linked.students_count * power(linked.mean, 2)
        end as raw_squares,
        case when counted.is_counted then 0 else linked.half_digit end as raw_rounding
    from linked
    cross join
        lateral (
            values (
                case
                    when linked.figure = 'marks' or linked.scale = 'mark'
                        then linked.mark2_count is not null
                            and linked.students_count > 0
                    else linked.denominator > 0
                end is true
            )
        ) as counted (is_counted)
    cross join
        lateral (
            values (
                case when 2 = any(linked.marks) then linked.mark2_count else 0 end
                + case when 3 = any(linked.marks) then linked.mark3_count else 0 end
                + case when 4 = any(linked.marks) then linked.mark4_count else 0 end
                + case when 5 = any(linked.marks) then linked.mark5_count else 0 end,
                2 * linked.mark2_count
                + 3 * linked.mark3_count
                + 4 * linked.mark4_count
                + 5 * linked.mark5_count,
                4 * linked.mark2_count
                + 9 * linked.mark3_count
                + 16 * linked.mark4_count
                + 25 * linked.mark5_count
            )
        ) as marked (chosen, total, squares)
),

-- A conversion is a + b · value; marks of a mean of points follow the limits of the marks instead.
slope as (
    select
        raw.*,
        coalesce(
            raw.raw_numerator / nullif(raw.raw_denominator, 0), raw.mean
        ) as raw_value,
        conversion.offset_by,
        conversion.factor,
        scale.mark3_from,
        scale.mark4_from,
        scale.mark5_from
    from raw
    left join core.exam_scale as scale
        on
            raw.academic_year = scale.academic_year
            and raw.exam_code = scale.exam_kind
            and raw.subject_code = scale.subject_code
    left join core.territory as place
        on raw.oktmo = place.oktmo
    left join core.territory as parent
        on coalesce(place.parent_id, place.territory_id) = parent.territory_id
    left join told as region
        on
            raw.conversion = 'z_of_region'
            and parent.oktmo = region.oktmo
            and raw.academic_year = region.academic_year
            and raw.population = region.population
            and raw.indicator_code is not distinct from region.indicator_code
            and raw.published_code is not distinct from region.published_code
            and raw.cut is not distinct from region.cut
            and raw.exam_code is not distinct from region.exam_code
            and raw.subject_code is not distinct from region.subject_code
            and raw.grade is not distinct from region.grade
            and raw.scale is not distinct from region.scale
    cross join
        lateral (
            values (
                case raw.conversion
                    when 'complement' then 1
                    when 'percent_complement' then 1
                    when 'z_of_region' then -region.mean / nullif(region.sd, 0)
                    else 0
                end,
                case
                    -- Counts make a share whatever the words around them.
                    when
                        raw.is_counted
                        and raw.conversion in ('percent_to_share', 'share_to_percent')
                        then 1
                    when raw.conversion = 'percent_complement' and raw.is_counted
                        then -1
                    when raw.conversion = 'percent_complement' then -0.01
                    when raw.conversion = 'percent_to_share' then 0.01
                    when raw.conversion = 'share_to_percent' then 100
                    when raw.conversion = 'complement' then -1
                    when raw.conversion = 'points_to_share'
                        then 1 / scale.max_primary::numeric
                    when raw.conversion = 'z_of_region' then 1 / nullif(region.sd, 0)
                    else 1
                end
            )
        ) as conversion (offset_by, factor)
),

converted as (
    select
        slope.*,
        case
            when slope.conversion <> 'points_to_mark'
                then slope.offset_by + slope.factor * slope.raw_value
            when slope.raw_value >= slope.mark5_from then 5
            when slope.raw_value >= slope.mark4_from
                then 4 + (slope.raw_value - slope.mark4_from)
                    / (slope.mark5_from - slope.mark4_from)
            when slope.raw_value >= slope.mark3_from
                then 3 + (slope.raw_value - slope.mark3_from)
                    / (slope.mark4_from - slope.mark3_from)
            else 2 + slope.raw_value / slope.mark3_from
        end as value,
        slope.conversion <> 'points_to_mark' as has_parts
    from slope
)

select distinct on (
    converted.oktmo, converted.academic_year, converted.indicator_id, converted.own_cut
)
    converted.oktmo,
    converted.academic_year,
    converted.indicator_id,
    converted.own_cut as cut,
    converted.class,
    converted.conversion,
    concat_ws(
        ' ',
        converted.indicator_code, converted.published_code, converted.cut,
        converted.exam_code, converted.subject_code, converted.grade, converted.scale,
        case
            when converted.figure = 'marks'
                then 'marks ' || array_to_string(converted.marks, ',')
        end
    ) as measure,
    converted.publisher_oktmo,
    converted.population,
    converted.status,
    converted.as_of_on,
    coalesce(converted.schools_count, total.school_count) as school_count,
    converted.coverage_share,
    case
        when converted.has_parts
            then
                converted.offset_by * converted.raw_denominator
                + converted.factor * converted.raw_numerator
    end as numerator,
    case when converted.has_parts then converted.raw_denominator end as denominator,
    case
        when converted.has_parts
            then
                power(converted.offset_by, 2) * converted.raw_denominator
                + 2 * converted.offset_by * converted.factor * converted.raw_numerator
                + power(converted.factor, 2) * converted.raw_squares
    end as sum_squares,
    converted.value,
    case
        when converted.has_parts then abs(converted.factor) * converted.raw_rounding
        else 0
    end as rounding,
    converted.is_same_definition,
    coalesce(
        to_char(converted.as_of_on, 'MM-DD')
        between converted.as_of_from and converted.as_of_until
        and date_part('year', converted.as_of_on)
        = converted.academic_year + converted.as_of_year,
        true
    ) as is_same_period,
    converted.source,
    converted.bundle_id
from converted
inner join core.territory
    on converted.oktmo = territory.oktmo
left join result.group_value as total
    on
        territory.territory_id = total.territory_id
        and converted.academic_year = total.academic_year
        and converted.indicator_id = total.indicator_id
        and converted.own_cut = total.cut
        and total.until_run is null
where converted.value is not null
order by
    converted.oktmo asc,
    converted.academic_year asc,
    converted.indicator_id asc,
    converted.own_cut asc,
    (converted.population = 'all') desc,
    array_position(array['exact', 'converted', 'approximate'], converted.class) asc,
    converted.is_counted desc,
    converted.crosswalk_id asc,
    converted.ordinal asc
