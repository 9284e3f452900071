-- All tests that are read together: of a school beside one analogue, or of an indicator over all schools.
create view report_v1.test_family with (security_invoker = true) as
with

current_run as (
    select publication.run_id
    from result.publication
    where publication.run_id = core.shown_run()
),

family as (
    select
        'school' as family,
        school.school_code as school,
        municipality.oktmo as municipality,
        tested.academic_year as year,
        null as indicator,
        null as cut,
        tested.analogue,
        tested.test_count,
        tested.verdict_count,
        tested.discovery_count,
        tested.cutoff,
        current_run.run_id
    from current_run
    inner join result.school_family as tested
        on
            current_run.run_id >= tested.since_run
            and (tested.until_run is null or tested.until_run > current_run.run_id)
    inner join core.school
        on tested.school_id = school.school_id
    inner join core.territory as municipality
        on school.municipality_id = municipality.territory_id
    union all
    select
        'indicator' as family,
        null as school,
        null as municipality,
        tested.academic_year as year,
        indicator.code as indicator,
        tested.cut,
        tested.analogue,
        tested.test_count,
        tested.verdict_count,
        tested.discovery_count,
        tested.cutoff,
        current_run.run_id
    from current_run
    inner join result.indicator_family as tested
        on
            current_run.run_id >= tested.since_run
            and (tested.until_run is null or tested.until_run > current_run.run_id)
    inner join result.indicator
        on tested.indicator_id = indicator.indicator_id
)

select
    family.family,
    family.school,
    family.municipality,
    family.year,
    family.indicator,
    family.cut,
    family.analogue,
    family.test_count as tests,
    family.test_count * 0.05 as expected_false,
    family.verdict_count as verdicts,
    threshold.value as false_discovery_share,
    family.discovery_count as discoveries,
    family.cutoff,
    family.run_id as run
from family
inner join result.threshold
    on threshold.name = 'false_discovery_share';
comment on view report_v1.test_family is
'Семейства проверок: сколько их, сколько ошиблось бы случайно и сколько различий остаётся после поправки';
