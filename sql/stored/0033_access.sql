-- Who may come in: accounts of workplaces and tokens of programs, each with a role and the place it is bound to; the
-- sessions of those who are in, and tries to get in. Nobody is named, and no secret is kept: only what it can be told by.

create schema access;
comment on schema access is 'Кто входит и что читает: учётные записи, сеансы, ключи программ, журнал чтения';

create table access.account (
    account_id bigint not null generated always as identity,
    login text not null,
    role text not null,
    school_code text,
    oktmo text,
    salt bytea not null,
    digest bytea not null,
    scrypt_rounds integer not null,
    scrypt_block_size integer not null,
    scrypt_parallelism integer not null,
    made_at timestamptz not null default now(),
    password_set_at timestamptz not null default now(),
    closed_at timestamptz,
    constraint account_pkey primary key (account_id),
    constraint account_login_unique unique (login),
    constraint account_login_of_workplace check (
        login ~ '^[a-z0-9]+(-[a-z0-9]+)+$' and length(login) <= 64
    ),
    constraint account_role_known check (
        role in (
            'school',
            'municipal-operator',
            'municipal-analyst',
            'regional-analyst',
            'operator'
        )
    ),
    constraint account_place_of_role check (
        (role = 'school') = (school_code is not null)
        and (role in ('municipal-operator', 'municipal-analyst')) = (oktmo is not null)
    ),
    constraint account_school_known foreign key (school_code)
    references core.school (school_code),
    constraint account_municipality_known foreign key (oktmo)
    references core.territory (oktmo)
);
comment on table access.account is 'Учётные записи рабочих мест. Логин — имя рабочего места (s012-zavuch), не человека: ни имён, ни адресов почты здесь нет';
comment on column access.account.account_id is 'Номер';
comment on column access.account.login is 'Логин: место и обязанность через дефис, s012-zavuch';
comment on column access.account.role is 'Роль: школа, оператор муниципалитета, аналитик муниципалитета, аналитик региона, оператор установки';
comment on column access.account.school_code is 'Школа, к которой привязана роль';
comment on column access.account.oktmo is 'Муниципалитет, к которому привязана роль';
comment on column access.account.salt is 'Случайная добавка к паролю';
comment on column access.account.digest is 'scrypt пароля с добавкой; сам пароль не хранится';
comment on column access.account.scrypt_rounds is 'Параметр N';
comment on column access.account.scrypt_block_size is 'Параметр r';
comment on column access.account.scrypt_parallelism is 'Параметр p';
comment on column access.account.made_at is 'Когда заведена';
comment on column access.account.password_set_at is 'Когда задан пароль';
comment on column access.account.closed_at is 'Когда закрыта; пусто — открыта';

create table access.session (
    digest bytea not null,
    account_id bigint not null,
    made_at timestamptz not null default now(),
    seen_at timestamptz not null default now(),
    constraint session_pkey primary key (digest),
    constraint session_account_known foreign key (account_id)
    references access.account (account_id)
);
create index session_account_index on access.session (account_id);
comment on table access.session is 'Сеансы вошедших';
comment on column access.session.digest is 'SHA-256 случайных 256 бит, которые хранит браузер';
comment on column access.session.account_id is 'Учётная запись';
comment on column access.session.made_at is 'Когда вошли';
comment on column access.session.seen_at is 'Когда был запрос, с точностью до минуты';

create table access.login_try (
    subject_digest bytea not null,
    try_count integer not null,
    since_at timestamptz not null,
    constraint login_try_pkey primary key (subject_digest)
);
create index login_try_since_index on access.login_try (since_at);
comment on table access.login_try is 'Неудачные попытки войти за последние минуты: по логину и по адресу';
comment on column access.login_try.subject_digest is 'SHA-256 логина, как он набран, или адреса: ни того, ни другого здесь нет';
comment on column access.login_try.try_count is 'Попыток';
comment on column access.login_try.since_at is 'С какого времени они считаются';

create table access.token (
    token_id bigint not null generated always as identity,
    digest bytea not null,
    role text not null,
    school_code text,
    oktmo text,
    note text not null,
    made_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    constraint token_pkey primary key (token_id),
    constraint token_digest_unique unique (digest),
    constraint token_role_known check (
        role in (
            'school',
            'municipal-operator',
            'municipal-analyst',
            'regional-analyst',
            'operator'
        )
    ),
    constraint token_place_of_role check (
        (role = 'school') = (school_code is not null)
        and (role in ('municipal-operator', 'municipal-analyst')) = (oktmo is not null)
    ),
    constraint token_note_told check (length(btrim(note)) > 0),
    constraint token_school_known foreign key (school_code)
    references core.school (school_code),
    constraint token_municipality_known foreign key (oktmo)
    references core.territory (oktmo)
);
comment on table access.token is 'Ключи программ: кто предъявил ключ, читает по его роли, пока он не истёк и не отозван';
comment on column access.token.token_id is 'Номер: его пишут в журнал, по нему отзывают';
comment on column access.token.digest is 'SHA-256 ключа, случайных 256 бит; сам ключ не хранится';
comment on column access.token.role is 'Роль: школа, оператор муниципалитета, аналитик муниципалитета, аналитик региона, оператор установки';
comment on column access.token.school_code is 'Школа, к которой привязана роль';
comment on column access.token.oktmo is 'Муниципалитет, к которому привязана роль';
comment on column access.token.note is 'Для какой программы';
comment on column access.token.made_at is 'Когда выдан';
comment on column access.token.expires_at is 'Когда истекает';
comment on column access.token.revoked_at is 'Когда отозван; пусто — действует';

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'session_idle_minutes', 60,
    'Минут без запросов, после которых сеанс кончается',
    'Minutes without a request after which a session ends', 'решение 0034'
),
(
    'session_hours', 12,
    'Часов, после которых сеанс кончается',
    'Hours after which a session ends', 'решение 0034'
),
(
    'login_tries', 10,
    'Неудачных попыток войти с одним логином за время счёта, не больше',
    'Failed tries to log in with one login in the time of counting, at most',
    'решение 0034'
),
(
    'address_tries', 30,
    'Неудачных попыток войти с одного адреса за время счёта, не больше',
    'Failed tries to log in from one address in the time of counting, at most',
    'решение 0034'
),
(
    'try_minutes', 15,
    'Минут, за которые считаются неудачные попытки войти',
    'Minutes over which failed tries to log in are counted', 'решение 0034'
);
