-- Отмена пакета: что он принёс, заменяется тем, что прислано помимо него.
alter table intake.bundle drop constraint bundle_state_known;
alter table intake.bundle add constraint bundle_state_known check (
    state in (
        'queued', 'waiting', 'done', 'rejected', 'superseded', 'quarantined',
        'reverted'
    )
);
alter table intake.bundle add column revert_asked_at timestamptz;
alter table intake.bundle add column revert_reason text;
alter table intake.bundle add column revert_outcome jsonb;
alter table intake.bundle add constraint bundle_revert_reason_given check (
    (revert_asked_at is null) = (revert_reason is null)
    and length(revert_reason) between 1 and 500
);
alter table intake.bundle add constraint bundle_revert_asked check (
    state <> 'reverted'
    or revert_asked_at is not null and revert_outcome is not null
);
comment on column intake.bundle.state is
'Состояние: в очереди, ждёт реестра, загружен, отклонён, перекрыт более новым, в карантине, отменён';
comment on column intake.bundle.revert_asked_at is
'Когда попросили отменить; пусто у того, что отменять не просили';
comment on column intake.bundle.revert_reason is
'Почему: слова оператора, без имён';
comment on column intake.bundle.revert_outcome is
'Чем кончилась отмена: что изменилось по таблицам или почему она невозможна; пусто, пока не исполнена';
