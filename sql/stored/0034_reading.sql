-- Who read what: a line for each answer given to somebody who came in. The service adds lines and can do nothing else.

create table access.reading (
    reading_id bigint not null generated always as identity,
    read_at timestamptz not null,
    account_id bigint,
    token_id bigint,
    route text not null,
    parameters jsonb not null,
    status integer not null,
    report text,
    run_id bigint,
    row_count bigint,
    constraint reading_pkey primary key (reading_id),
    constraint reading_by_somebody check (num_nonnulls(account_id, token_id) = 1)
);
create index reading_read_index on access.reading (read_at);
comment on table access.reading is 'Журнал чтения: кто, когда, что; служба только добавляет строки';
comment on column access.reading.reading_id is 'Порядок записей';
comment on column access.reading.read_at is 'Когда дан ответ';
comment on column access.reading.account_id is 'Учётная запись';
comment on column access.reading.token_id is 'Ключ программы';
comment on column access.reading.route is 'Страница или отчёт, без значений: /schools/{id}';
comment on column access.reading.parameters is 'Параметры; значения — только кодов, того, что набрано в поиске, здесь нет';
comment on column access.reading.status is 'Код ответа HTTP';
comment on column access.reading.report is 'Отчёт';
comment on column access.reading.run_id is 'Публикация: её расчёт';
comment on column access.reading.row_count is 'Строк отдано; пусто — страница';

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'reading_days', 1095,
    'Дней хранятся строки журнала чтения',
    'Days that lines of the log of reading are kept', 'решение 0035'
);
