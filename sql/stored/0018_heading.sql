-- What a school calls a column in its own files, as the department has said it once.

create table intake.heading (
    heading_id bigint not null generated always as identity,
    school_code text not null,
    table_name text not null,
    heading text not null,
    heading_key text not null,
    column_name text not null,
    said_by text not null,
    recorded_at timestamptz not null default now(),
    revoked_at timestamptz,
    constraint heading_pkey primary key (heading_id),
    constraint heading_told check (length(heading_key) > 0),
    constraint heading_said_by_told check (length(btrim(said_by)) > 0)
);
create unique index heading_means_one_column
on intake.heading (school_code, table_name, heading_key)
where revoked_at is null;
comment on table intake.heading is 'Запомненные заголовки: как школа называет столбец таблицы в своих файлах';
comment on column intake.heading.heading_id is 'Порядок записей';
comment on column intake.heading.school_code is 'Код школы в реестре';
comment on column intake.heading.table_name is 'Таблица записей';
comment on column intake.heading.heading is 'Заголовок, каким его пишет школа';
comment on column intake.heading.heading_key is 'Он же без регистра, пробелов и знаков: по нему заголовок узнаётся';
comment on column intake.heading.column_name is 'Столбец профиля, который он значит';
comment on column intake.heading.said_by is 'Кто это сказал';
comment on column intake.heading.recorded_at is 'Когда записано';
comment on column intake.heading.revoked_at is 'Когда отменено; пусто — действует';
