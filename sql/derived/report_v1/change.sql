-- Which values the publication in force shows otherwise than the one before it, and what brought it. Where one of the two is
-- hidden from the reader, only that it changed is told. A change less what stays open would be exact again: for everybody
-- there is none.
create view report_v1.change with (security_invoker = true) as
with

-- The publication in force and the one before it; none, and no change, before the second. Kept as one row and asked for by
-- its numbers: joined, it would be taken for many, and what changed for most of what there is.
pair as materialized (
    select
        publication.run_id as run,
        before.run_id as run_before,
        run.started_at,
        run_before.started_at as started_before_at
    from result.publication
    inner join lateral (
        select earlier.run_id
        from result.publication as earlier
        where
            earlier.publication_id < publication.publication_id
            and not earlier.is_preview
            and earlier.withdrawn_at is null
        order by earlier.publication_id desc
        limit 1
    ) as before on true
    inner join result.run
        on publication.run_id = run.run_id
    inner join result.run as run_before
        on before.run_id = run_before.run_id
    where
        publication.run_id = core.shown_run()
        and not core.scope_is_public()
),

coded as not materialized (
    select
        value.*,
        indicator.code
    from result.indicator_value as value
    inner join result.indicator
        on value.indicator_id = indicator.indicator_id
),

moved as (
    select
        fresh.school_id,
        fresh.academic_year,
        fresh.code,
        fresh.cut,
        fresh.indicator_id,
        fresh.numerator,
        fresh.denominator,
        fresh.source,
        earlier.indicator_id as indicator_id_before,
        earlier.numerator as numerator_before,
        earlier.denominator as denominator_before,
        earlier.source as source_before
    from coded as fresh
    left join coded as earlier
        on
            fresh.school_id = earlier.school_id
            and fresh.academic_year = earlier.academic_year
            and fresh.cut = earlier.cut
            and fresh.code = earlier.code
            and earlier.since_run <= (select pair.run_before from pair)
            and (
                earlier.until_run is null
                or earlier.until_run > (select pair.run_before from pair)
            )
    where
        fresh.since_run > (select pair.run_before from pair)
        and fresh.since_run <= (select pair.run from pair)
        and (
            fresh.until_run is null
            or fresh.until_run > (select pair.run from pair)
        )
    union all
    select
        earlier.school_id,
        earlier.academic_year,
        earlier.code,
        earlier.cut,
        null as indicator_id,
        null as numerator,
        null as denominator,
        null as source,
        earlier.indicator_id as indicator_id_before,
        earlier.numerator as numerator_before,
        earlier.denominator as denominator_before,
        earlier.source as source_before
    from coded as earlier
    where
        earlier.until_run > (select pair.run_before from pair)
        and earlier.until_run <= (select pair.run from pair)
        and earlier.since_run <= (select pair.run_before from pair)
        and not exists (
            select 1
            from coded as fresh
            where
                fresh.school_id = earlier.school_id
                and fresh.academic_year = earlier.academic_year
                and fresh.cut = earlier.cut
                and fresh.code = earlier.code
                and fresh.since_run <= (select pair.run from pair)
                and (
                    fresh.until_run is null
                    or fresh.until_run > (select pair.run from pair)
                )
        )
)

select
    school.school_code as school,
    municipality.oktmo as municipality,
    moved.academic_year as year,
    moved.code as indicator,
    moved.cut,
    latest.passport ->> 'unit' as unit,
    latest.passport ->> 'direction' as direction,
    case when opened.is_open then moved.numerator_before end as numerator_before,
    case when opened.is_open then moved.denominator_before end as denominator_before,
    case when opened.is_open then shown_before.value end as value_before,
    case when opened.is_open then moved.numerator end as numerator,
    case when opened.is_open then moved.denominator end as denominator,
    case when opened.is_open then shown.value end as value,
    case
        when moved.indicator_id_before is null then 'delivered'
        when moved.indicator_id is null then 'gone'
        when moved.indicator_id <> moved.indicator_id_before then 'definition'
        when moved.source <> moved.source_before then 'source'
        else 'records'
    end as cause,
    definition_before.version as version_before,
    definition.version,
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
inner join core.school
    on moved.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
inner join result.indicator as latest
    on coalesce(moved.indicator_id, moved.indicator_id_before) = latest.indicator_id
left join result.indicator as definition
    on moved.indicator_id = definition.indicator_id
left join result.indicator as definition_before
    on moved.indicator_id_before = definition_before.indicator_id
left join result.comparison as shown
    on
        moved.school_id = shown.school_id
        and moved.academic_year = shown.academic_year
        and moved.indicator_id = shown.indicator_id
        and moved.cut = shown.cut
        and shown.analogue = 'previous'
        and shown.since_run <= (select pair.run from pair)
        and (shown.until_run is null or shown.until_run > (select pair.run from pair))
left join result.comparison as shown_before
    on
        moved.school_id = shown_before.school_id
        and moved.academic_year = shown_before.academic_year
        and moved.indicator_id_before = shown_before.indicator_id
        and moved.cut = shown_before.cut
        and shown_before.analogue = 'previous'
        and shown_before.since_run <= (select pair.run_before from pair)
        and (
            shown_before.until_run is null
            or shown_before.until_run > (select pair.run_before from pair)
        )
left join result.hidden_cell as hidden
    on
        moved.school_id = hidden.school_id
        and moved.academic_year = hidden.academic_year
        and moved.indicator_id = hidden.indicator_id
        and moved.cut = hidden.cut
        and hidden.since_run <= (select pair.run from pair)
        and (hidden.until_run is null or hidden.until_run > (select pair.run from pair))
        and hidden.level <= core.scope_level()
        and not core.scope_is_school()
left join result.hidden_cell as hidden_before
    on
        moved.school_id = hidden_before.school_id
        and moved.academic_year = hidden_before.academic_year
        and moved.indicator_id_before = hidden_before.indicator_id
        and moved.cut = hidden_before.cut
        and hidden_before.since_run <= (select pair.run_before from pair)
        and (
            hidden_before.until_run is null
            or hidden_before.until_run > (select pair.run_before from pair)
        )
        and hidden_before.level <= core.scope_level()
        and not core.scope_is_school()
cross join
    lateral (
        values (hidden.school_id is null and hidden_before.school_id is null)
    ) as opened (is_open)
-- Bundles of the school and year that were done between the starts of the two runs, as far as they touched what is read.
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
        lateral jsonb_array_elements(bundle.receipt -> 'tables') as told (line)
    where
        bundle.school_code = school.school_code
        and bundle.academic_year = moved.academic_year
        and bundle.state = 'done'
        and bundle.finished_at > (select pair.started_before_at from pair)
        and bundle.finished_at <= (select pair.started_at from pair)
        and (
            latest.passport -> 'tables' ? (told.line ->> 'name')
            or told.line ->> 'name' = 'indicator_return'
        )
        and (told.line ->> 'added')::bigint + (told.line ->> 'changed')::bigint
        + (told.line ->> 'removed')::bigint > 0
) as brought on true
where
    (
        moved.numerator, moved.denominator, shown.value
    ) is distinct from (
        moved.numerator_before, moved.denominator_before, shown_before.value
    );
comment on view report_v1.change is
'Что изменилось с прошлой публикации: прежнее и новое значение и что его изменило; скрытое — только что изменилось';
comment on column report_v1.change.cause is
'delivered — значения не было; gone — его больше нет; definition — новое определение; source — записи вместо готового счёта или наоборот; records — изменились записи';
comment on column report_v1.change.bundles is
'Пакеты школы и года между двумя расчётами, изменившие таблицы, по которым считается показатель';
comment on column report_v1.change.is_hidden is
'Одно из двух значений скрыто от этого читателя';
