-- Publications are read by their number too, may be looked at before they are in force, and may be withdrawn.

alter table result.publication
add column is_preview boolean not null default false,
add column withdrawn_at timestamptz,
add column withdrawn_because text;
alter table result.publication
add constraint publication_in_force_is_open
check (not is_current or not is_preview and withdrawn_at is null),
add constraint publication_withdrawal_is_explained
check ((withdrawn_at is null) = (withdrawn_because is null)),
add constraint publication_reason_in_range
check (length(withdrawn_because) between 1 and 500);
comment on column result.publication.is_preview is 'Для просмотра оператором: ещё не опубликован';
comment on column result.publication.withdrawn_at is 'Когда отозван';
comment on column result.publication.withdrawn_because is 'Почему отозван: читают все, кому показан отчёт';

-- The one in force, or the one that was asked for: what is withdrawn or not published yet is for the operator.
create function core.shown_run() returns bigint
language sql stable parallel safe
begin atomic
    select publication.run_id
    from result.publication
    where
        case
            when nullif(current_setting('soko.run', true), '') is null
                then publication.is_current
            else
                publication.run_id
                = nullif(current_setting('soko.run', true), '')::bigint
                and (
                    publication.withdrawn_at is null and not publication.is_preview
                    or nullif(current_setting('soko.audience', true), '') = 'operator'
                )
        end;
end;
comment on function core.shown_run() is
'Какой расчёт показывают представления report_v1: действующий или заданный в soko.run';
