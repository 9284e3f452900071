-- Coming in by a municipality's own service of identity (OpenID Connect). Of whoever comes in nothing is kept but a digest
-- of the number under which that service knows the workplace.

alter table access.account add column openid_digest bytea;
alter table access.account
add constraint account_openid_unique unique (openid_digest);
comment on column access.account.openid_digest is 'SHA-256 издателя и номера (sub), под которым служба входа знает рабочее место; сам номер не хранится; пусто — входа через неё нет';

create table access.openid_entry (
    digest bytea not null,
    begun_at timestamptz not null default now(),
    constraint openid_entry_pkey primary key (digest)
);
create index openid_entry_begun_index on access.openid_entry (begun_at);
comment on table access.openid_entry is 'Начатые входы через службу входа: каждый кончается один раз';
comment on column access.openid_entry.digest is 'SHA-256 случайных 256 бит, которые хранит браузер';
comment on column access.openid_entry.begun_at is 'Когда начат';
