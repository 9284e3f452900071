create view report_v1.publication with (security_invoker = true) as
select
    run.run_id as run,
    publication.published_at,
    coalesce(
        (
            select max(coalesce(bundle.as_of_at, bundle.created_at, bundle.received_at))
            from intake.bundle
            where
                bundle.state in ('done', 'superseded')
                and bundle.kind = 'school'
                and bundle.finished_at <= run.started_at
        ),
        publication.published_at
    ) as as_of,
    run.started_at,
    run.finished_at,
    run.seed,
    run.code_version,
    run.catalog_fingerprint,
    run.parameters,
    run.figures,
    (
        select before.started_at
        from result.run as before
        where before.run_id = core.run_before(run.run_id)
    ) as started_before_at
from result.publication
inner join result.run
    on publication.run_id = run.run_id
where publication.run_id = core.shown_run();
comment on view report_v1.publication is
'Действующая публикация: расчёт, когда опубликован, на когда данные';
comment on column report_v1.publication.started_before_at is
'Когда начат расчёт прошлой публикации; пусто до второй';
