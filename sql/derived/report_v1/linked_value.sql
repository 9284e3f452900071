-- A sum of schools less those that are open would give a hidden one away: where a figure of the region is hidden from the
-- reader there is no row.
create view report_v1.linked_value with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    linked.academic_year as year,
    indicator.code as indicator,
    linked.cut,
    indicator.passport ->> 'unit' as unit,
    linked.member_count as members,
    linked.numerator,
    linked.denominator,
    linked.sum_squares,
    linked.base_numerator,
    linked.base_denominator,
    (
        case
            when linked.base_denominator is null
                then linked.numerator / nullif(linked.denominator, 0)
            else
                linked.numerator * linked.base_denominator
                / nullif(linked.denominator * linked.base_numerator, 0)
        end
    )::double precision as value,
    publication.run_id as run
from result.publication
inner join result.linked_value as linked
    on
        publication.run_id = core.shown_run()
        and linked.since_run <= publication.run_id
        and (linked.until_run is null or linked.until_run > publication.run_id)
inner join result.indicator
    on linked.indicator_id = indicator.indicator_id
inner join core.school
    on linked.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
where
    core.scope_is_school()
    or not core.scope_is_public()
    and not exists (
        select 1
        from result.hidden_cell as hidden
        where
            hidden.indicator_id = linked.indicator_id
            and hidden.cut = linked.cut
            and hidden.academic_year = linked.academic_year
            and hidden.since_run <= publication.run_id
            and (hidden.until_run is null or hidden.until_run > publication.run_id)
            and hidden.level <= core.scope_level()
    );
comment on view report_v1.linked_value is
'Ряд школы до слияния: суммы частей её предшественниц';
