create view report_v1.bundle_progress with (security_invoker = true) as
with

-- What loaders and the analysis call their connections while they are at it.
told as (
    select
        regexp_match(
            activity.application_name,
            ' \| (bundle|run) (\d{1,18}) ([a-z]+) (\d{1,4})/(\d{1,4})(?: (\w+))?$'
        ) as parts
    from pg_stat_activity as activity
    inner join pg_database as here
        on activity.datid = here.oid
    where
        here.datname = current_database()
        -- Anybody may name a connection so.
        and pg_has_role(activity.usesysid, 'soko_worker', 'member')
),

step as (
    select
        told.parts[1] as subject,
        told.parts[2]::bigint as number,
        told.parts[3] as stage,
        told.parts[4]::integer as position,
        told.parts[5]::integer as total,
        told.parts[6] as record_table
    from told
    where told.parts is not null
),

shown as (
    select run.started_at
    from result.run
    where run.run_id = core.shown_run()
),

fate as (
    select
        bundle.bundle_id,
        bundle.state,
        bundle.finished_at
        + make_interval(secs => coalesce(bundle.seconds, 0)::double precision)
            as loaded_at,
        (
            select
                coalesce(sum(
                    (line.value ->> 'added')::bigint
                    + (line.value ->> 'changed')::bigint
                    + (line.value ->> 'removed')::bigint
                ), 0) > 0
            from jsonb_array_elements(bundle.receipt -> 'tables') as line (value)
        ) as has_changed
    from intake.bundle
)

select
    fate.bundle_id as bundle,
    case
        when fate.state = 'queued' and loading.stage = 'read' then 'reading'
        when fate.state = 'queued' and loading.stage = 'check' then 'checking'
        when fate.state = 'queued' and loading.stage = 'merge' then 'merging'
        when fate.state = 'queued' then 'received'
        when fate.state <> 'done' then fate.state
        when
            not fate.has_changed
            or fate.loaded_at <= (select shown.started_at from shown)
            then 'published'
        when computing.stage is not null then 'computing'
        else 'loaded'
    end as stage,
    case when fate.state = 'done' then computing.stage end as run_stage,
    case
        when fate.state = 'queued' then nullif(loading.position, 0)
        else computing.position
    end as position,
    case
        when fate.state = 'queued' then nullif(loading.total, 0)
        else computing.total
    end as total,
    case when fate.state = 'queued' then loading.record_table end as record_table
from fate
left join lateral (
    select
        step.stage,
        step.position,
        step.total,
        step.record_table
    from step
    where
        fate.state = 'queued'
        and step.subject = 'bundle'
        and step.number = fate.bundle_id
    order by step.stage
    limit 1
) as loading on true
left join lateral (
    select
        step.stage,
        step.position,
        step.total
    from step
    inner join result.run
        on step.number = run.run_id
    where
        fate.state = 'done'
        and fate.has_changed
        and fate.loaded_at > coalesce(
            (select shown.started_at from shown), '-infinity'
        )
        and step.subject = 'run'
        and run.started_at >= fate.loaded_at
    order by step.number
    limit 1
) as computing on true;
comment on view report_v1.bundle_progress is
'Как далеко пакет: принят, читается, проверяется, записывается, загружен, показатели считаются, опубликованы; этапы идущей работы читаются из имён соединений и кончаются вместе с ними';
comment on column report_v1.bundle_progress.stage is
'received, reading, checking, merging, waiting, rejected, superseded, quarantined, reverted, loaded, computing, published';
comment on column report_v1.bundle_progress.run_stage is 'Этап расчёта, который идёт';
comment on column report_v1.bundle_progress.position is 'Которая таблица пакета или который этап расчёта';
comment on column report_v1.bundle_progress.record_table is 'Таблица пакета, которая сейчас в работе';
