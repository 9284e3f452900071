-- A school whose value is hidden from the reader has no row.
create view report_v1.funnel with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    funnel.academic_year as year,
    indicator.code as indicator,
    funnel.cut,
    indicator.passport ->> 'kind' as kind,
    indicator.passport ->> 'unit' as unit,
    indicator.passport ->> 'direction' as direction,
    shown.denominator,
    shown.value,
    funnel.school_count as schools,
    funnel.target,
    funnel.dispersion,
    funnel.low95,
    funnel.high95,
    funnel.low998,
    funnel.high998,
    funnel.position,
    publication.run_id as run
from result.publication
inner join result.funnel
    on
        publication.run_id = core.shown_run()
        and funnel.since_run <= publication.run_id
        and (funnel.until_run is null or funnel.until_run > publication.run_id)
inner join result.indicator
    on funnel.indicator_id = indicator.indicator_id
inner join core.school
    on funnel.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
inner join result.comparison as shown
    on
        funnel.school_id = shown.school_id
        and funnel.academic_year = shown.academic_year
        and funnel.indicator_id = shown.indicator_id
        and funnel.cut = shown.cut
        and shown.analogue = 'regional'
        and shown.value is not null
        and shown.since_run <= publication.run_id
        and (shown.until_run is null or shown.until_run > publication.run_id)
where
    core.scope_is_school()
    or not core.scope_is_public()
    and not exists (
        select 1
        from result.hidden_cell as hidden
        where
            hidden.school_id = funnel.school_id
            and hidden.academic_year = funnel.academic_year
            and hidden.indicator_id = funnel.indicator_id
            and hidden.cut = funnel.cut
            and hidden.since_run <= publication.run_id
            and (hidden.until_run is null or hidden.until_run > publication.run_id)
            and hidden.level <= core.scope_level()
    );
comment on view report_v1.funnel is
'Место школы в воронке региона: пределы 95 % и 99,8 % для её величины, без неё самой';
