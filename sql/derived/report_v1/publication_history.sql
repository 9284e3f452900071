create view report_v1.publication_history with (security_invoker = true) as
select
    publication.run_id as run,
    publication.published_at,
    case
        when publication.withdrawn_at is not null then 'withdrawn'
        when publication.is_preview then 'preview'
        when publication.is_current then 'current'
        else 'past'
    end as state,
    publication.withdrawn_at,
    publication.withdrawn_because,
    run.code_version
from result.publication
inner join result.run
    on publication.run_id = run.run_id
where
    not publication.is_preview
    or nullif(current_setting('soko.audience', true), '') = 'operator';
comment on view report_v1.publication_history is
'Все публикации: какая действует, какие были прежде, какие отозваны и почему; ещё не опубликованные — оператору';
