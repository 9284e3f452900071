-- Verdicts that are otherwise than in the publication before though the school's own figure stands: the analogue moved, or what a verdict
-- asks for. Only where both publications showed the reader both sides; to everybody nothing, as of changes.
create view report_v1.verdict_change with (security_invoker = true) as
with

pair as materialized (
    select
        run.run_id as run,
        run_before.run_id as run_before
    from result.run
    inner join result.run as run_before
        on core.run_before(run.run_id) = run_before.run_id
    where
        run.run_id = core.shown_run()
        and not core.scope_is_public()
),

-- Which row a level of territory is of, where an analogue is made of a territory.
level as (
    select
        beside.analogue,
        beside.level
    from (
        values
        ('municipal', 'municipality'),
        ('regional', 'region'),
        ('municipal_published', 'municipality'),
        ('regional_published', 'region')
    ) as beside (analogue, level)
),

-- What began to hold, and what ceased to: the two sides of every change.
side as (
    select
        comparison.*,
        true as is_fresh
    from result.comparison
    where
        comparison.since_run > (select pair.run_before from pair)
        and comparison.since_run <= (select pair.run from pair)
        and (
            comparison.until_run is null
            or comparison.until_run > (select pair.run from pair)
        )
    union all
    select
        comparison.*,
        false as is_fresh
    from result.comparison
    where
        comparison.until_run > (select pair.run_before from pair)
        and comparison.until_run <= (select pair.run from pair)
        and comparison.since_run <= (select pair.run_before from pair)
),

moved as (
    select
        side.school_id,
        side.academic_year,
        side.indicator_id,
        side.cut,
        side.analogue,
        max(side.value) as value,
        max(side.denominator) as denominator,
        max(side.verdict) filter (where not side.is_fresh) as verdict_before,
        max(side.verdict) filter (where side.is_fresh) as verdict,
        count(distinct row(
            side.school_count,
            side.analogue_numerator,
            side.analogue_denominator,
            side.analogue_value
        )) > 1 as has_analogue_moved
    from side
    group by
        side.school_id,
        side.academic_year,
        side.indicator_id,
        side.cut,
        side.analogue
    having
        count(distinct side.verdict) > 1
        and count(distinct row(side.numerator, side.denominator, side.value)) = 1
)

select
    school.school_code as school,
    municipality.oktmo as municipality,
    moved.academic_year as year,
    indicator.code as indicator,
    moved.cut,
    indicator.passport ->> 'unit' as unit,
    indicator.passport ->> 'direction' as direction,
    moved.value,
    moved.denominator,
    moved.analogue,
    moved.verdict_before,
    moved.verdict,
    case when moved.has_analogue_moved then 'analogue' else 'rules' end as cause,
    (select pair.run_before from pair) as run_before,
    (select pair.run from pair) as run
from moved
inner join result.indicator
    on moved.indicator_id = indicator.indicator_id
inner join core.school
    on moved.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
left join level
    on moved.analogue = level.analogue
where
    (
        core.scope_is_school()
        or not exists (
            select 1
            from result.hidden_cell as hidden
            cross join pair
            where
                hidden.school_id = moved.school_id
                and (
                    hidden.academic_year = moved.academic_year
                    or moved.analogue = 'previous'
                    and hidden.academic_year = moved.academic_year - 1
                )
                and hidden.indicator_id = moved.indicator_id
                and hidden.cut = moved.cut
                and hidden.level <= core.scope_level()
                and (
                    hidden.since_run <= pair.run
                    and (hidden.until_run is null or hidden.until_run > pair.run)
                    or hidden.since_run <= pair.run_before
                    and (
                        hidden.until_run is null
                        or hidden.until_run > pair.run_before
                    )
                )
        )
    )
    and not exists (
        select 1
        from result.hidden_total as hidden
        cross join pair
        where
            hidden.territory_id = case level.level
                when 'municipality' then municipality.territory_id
                when 'region' then municipality.parent_id
            end
            and hidden.academic_year = moved.academic_year
            and hidden.indicator_id = moved.indicator_id
            and hidden.cut = moved.cut
            and hidden.level <= core.scope_level()
            and (
                hidden.since_run <= pair.run
                and (hidden.until_run is null or hidden.until_run > pair.run)
                or hidden.since_run <= pair.run_before
                and (hidden.until_run is null or hidden.until_run > pair.run_before)
            )
    );
comment on view report_v1.verdict_change is
'Какие вердикты стали иными с прошлой публикации, хотя значение школы прежнее: сдвинулся аналог или условия вердикта';
comment on column report_v1.verdict_change.cause is
'analogue — изменился аналог; rules — аналог тот же, изменилось то, чего вердикт требует (пороги, охват, сомнения)';
