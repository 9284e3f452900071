-- Which values the publication in force shows otherwise than the one before it, and what brought it. Where one of the two is
-- hidden from the reader, only that it changed is told. A change less what stays open would be exact again: for everybody
-- there is none.
create view report_v1.change with (security_invoker = true) as
with

-- The publication shown and the one before it that stands; none, and no change, before the second. Kept as one row and asked for by
-- its numbers: joined, it would be taken for many, and what changed for most of what there is.
pair as materialized (
    select
        run.run_id as run,
        run_before.run_id as run_before,
        run.started_at,
        run_before.started_at as started_before_at
    from result.run
    inner join result.run as run_before
        on core.run_before(run.run_id) = run_before.run_id
    where
        run.run_id = core.shown_run()
        and not core.scope_is_public()
),

-- Passports are long: read once each, and not once a value.
definition as materialized (
    select
        indicator.indicator_id,
        indicator.code,
        indicator.version,
        indicator.passport ->> 'kind' as kind,
        indicator.passport ->> 'unit' as unit,
        indicator.passport ->> 'direction' as direction,
        indicator.passport -> 'tables' as record_tables
    from result.indicator
),

valued as not materialized (
    select
        school.school_code,
        school.school_id,
        school.municipality_id,
        value.academic_year,
        definition.code,
        value.cut,
        value.since_run,
        value.until_run,
        definition.indicator_id,
        definition.version,
        value.numerator,
        value.denominator,
        value.source,
        case
            when value.denominator = 0 then null
            when definition.kind <> 'ratio'
                then
                    value.numerator::double precision
                    / value.denominator::double precision
            when value.base_numerator > 0 and value.base_denominator > 0
                then
                    value.numerator::double precision
                    / value.denominator::double precision
                    / (
                        value.base_numerator::double precision
                        / value.base_denominator::double precision
                    )
        end as value
    from result.indicator_value as value
    inner join definition
        on value.indicator_id = definition.indicator_id
    inner join core.school
        on value.school_id = school.school_id
),

-- What began to hold, and what ceased to: the two sides of every change.
side as (
    select
        valued.*,
        true as is_fresh
    from valued
    where
        valued.since_run > (select pair.run_before from pair)
        and valued.since_run <= (select pair.run from pair)
        and (
            valued.until_run is null
            or valued.until_run > (select pair.run from pair)
        )
    union all
    select
        valued.*,
        false as is_fresh
    from valued
    where
        valued.until_run > (select pair.run_before from pair)
        and valued.until_run <= (select pair.run from pair)
        and valued.since_run <= (select pair.run_before from pair)
),

moved as (
    select
        side.school_code,
        side.school_id,
        side.municipality_id,
        side.academic_year,
        side.code,
        side.cut,
        max(side.indicator_id) filter (where side.is_fresh) as indicator_id,
        max(side.version) filter (where side.is_fresh) as version,
        max(side.numerator) filter (where side.is_fresh) as numerator,
        max(side.denominator) filter (where side.is_fresh) as denominator,
        max(side.source) filter (where side.is_fresh) as source,
        max(side.value) filter (where side.is_fresh) as value,
        max(side.indicator_id) filter (where not side.is_fresh) as indicator_id_before,
        max(side.version) filter (where not side.is_fresh) as version_before,
        max(side.numerator) filter (where not side.is_fresh) as numerator_before,
        max(side.denominator) filter (where not side.is_fresh) as denominator_before,
        max(side.source) filter (where not side.is_fresh) as source_before,
        max(side.value) filter (where not side.is_fresh) as value_before
    from side
    group by
        side.school_code,
        side.school_id,
        side.municipality_id,
        side.academic_year,
        side.code,
        side.cut
)

select
    moved.school_code as school,
    municipality.oktmo as municipality,
    moved.academic_year as year,
    moved.code as indicator,
    moved.cut,
    latest.unit,
    latest.direction,
    case when opened.is_open then moved.numerator_before end as numerator_before,
    case when opened.is_open then moved.denominator_before end as denominator_before,
    case when opened.is_open then moved.value_before end as value_before,
    case when opened.is_open then moved.numerator end as numerator,
    case when opened.is_open then moved.denominator end as denominator,
    case when opened.is_open then moved.value end as value,
    case
        when moved.indicator_id_before is null then 'delivered'
        when moved.indicator_id is null then 'gone'
        when moved.indicator_id <> moved.indicator_id_before then 'definition'
        when moved.source <> moved.source_before then 'source'
        else 'records'
    end as cause,
    moved.version_before,
    moved.version,
    brought.bundles,
    brought.record_tables,
    brought.added_count,
    brought.changed_count,
    brought.removed_count,
    brought.received_at,
    not opened.is_open as is_hidden,
    (select pair.run_before from pair) as run_before,
    (select pair.run from pair) as run
from moved
inner join core.territory as municipality
    on moved.municipality_id = municipality.territory_id
inner join definition as latest
    on coalesce(moved.indicator_id, moved.indicator_id_before) = latest.indicator_id
cross join
    lateral (
        values (
            core.scope_is_school()
            or not exists (
                select 1
                from result.hidden_cell as hidden
                where
                    hidden.school_id = moved.school_id
                    and hidden.academic_year = moved.academic_year
                    and hidden.indicator_id = moved.indicator_id
                    and hidden.cut = moved.cut
                    and hidden.since_run <= (select pair.run from pair)
                    and (
                        hidden.until_run is null
                        or hidden.until_run > (select pair.run from pair)
                    )
                    and hidden.level <= core.scope_level()
            )
            and not exists (
                select 1
                from result.hidden_cell as hidden
                where
                    hidden.school_id = moved.school_id
                    and hidden.academic_year = moved.academic_year
                    and hidden.indicator_id = moved.indicator_id_before
                    and hidden.cut = moved.cut
                    and hidden.since_run <= (select pair.run_before from pair)
                    and (
                        hidden.until_run is null
                        or hidden.until_run > (select pair.run_before from pair)
                    )
                    and hidden.level <= core.scope_level()
            )
        )
    ) as opened (is_open)
-- Bundles of the school and year that were done, or taken back, between the starts of the two runs, as far as they touched what is read.
left join lateral (
    select
        array_agg(distinct bundle.bundle_id order by bundle.bundle_id) as bundles,
        array_agg(distinct told.line ->> 'name' order by told.line ->> 'name')
            as record_tables,
        sum((told.line ->> 'added')::bigint)::bigint as added_count,
        sum((told.line ->> 'changed')::bigint)::bigint as changed_count,
        sum((told.line ->> 'removed')::bigint)::bigint as removed_count,
        max(bundle.received_at) as received_at
    from intake.bundle
    cross join
        lateral jsonb_array_elements(
            case
                when bundle.state = 'reverted' then bundle.revert_outcome
                else bundle.receipt
            end -> 'tables'
        ) as told (line)
    where
        bundle.school_code = moved.school_code
        and bundle.academic_year = moved.academic_year
        and bundle.state in ('done', 'reverted')
        and bundle.finished_at > (select pair.started_before_at from pair)
        and bundle.finished_at <= (select pair.started_at from pair)
        and (
            latest.record_tables ? (told.line ->> 'name')
            or told.line ->> 'name' = 'indicator_return'
        )
        and (told.line ->> 'added')::bigint + (told.line ->> 'changed')::bigint
        + (told.line ->> 'removed')::bigint > 0
) as brought on true
where
    (
        moved.numerator, moved.denominator, moved.value
    ) is distinct from (
        moved.numerator_before, moved.denominator_before, moved.value_before
    );
comment on view report_v1.change is
'Что изменилось с прошлой публикации: прежнее и новое значение и что его изменило; скрытое — только что изменилось';
comment on column report_v1.change.cause is
'delivered — значения не было; gone — его больше нет; definition — новое определение; source — записи вместо готового счёта или наоборот; records — изменились записи';
comment on column report_v1.change.bundles is
'Пакеты школы и года между двумя расчётами, изменившие таблицы, по которым считается показатель';
comment on column report_v1.change.is_hidden is
'Одно из двух значений скрыто от этого читателя';
