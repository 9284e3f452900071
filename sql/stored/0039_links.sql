-- Links by which a school without an account sends one bundle. Whoever holds the secret may; kept is its digest.

create table access.link (
    link_id bigint not null generated always as identity,
    digest bytea not null,
    school_code text not null,
    note text not null,
    made_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    bundle_id bigint,
    constraint link_pkey primary key (link_id),
    constraint link_digest_unique unique (digest),
    constraint link_note_told check (length(btrim(note)) > 0),
    constraint link_school_known foreign key (school_code)
    references core.school (school_code)
);
comment on table access.link is 'Ссылки для отправки: кто знает ссылку, отправляет один пакет этой школы, пока она не истекла и не отозвана';
comment on column access.link.link_id is 'Номер: его пишут в журнал, по нему отзывают';
comment on column access.link.digest is 'SHA-256 случайных 256 бит ссылки; сами они не хранятся';
comment on column access.link.school_code is 'Школа, пакет которой принимается';
comment on column access.link.note is 'Для чего ссылка';
comment on column access.link.made_at is 'Когда выдана';
comment on column access.link.expires_at is 'Когда истекает';
comment on column access.link.revoked_at is 'Когда отозвана; пусто — действует';
comment on column access.link.bundle_id is 'Пакет, который по ней пришёл; пусто — ещё не пришёл. Отклонённый сменяется исправленным';

alter table access.reading add column link_id bigint;
alter table access.reading drop constraint reading_by_somebody;
alter table access.reading
add constraint reading_by_somebody check (
    num_nonnulls(account_id, token_id, link_id) = 1
);
comment on column access.reading.link_id is 'Ссылка для отправки';
comment on table access.reading is 'Журнал чтения и изменений: кто, когда, что; служба только добавляет строки';
