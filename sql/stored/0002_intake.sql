-- Bundles as they came, what was found in them, and which bundle each slice came from.

create schema intake;
comment on schema intake is 'Пакеты школ: приём, очередь, журнал';

create table intake.bundle (
    bundle_id bigint not null generated always as identity,
    sender text not null,
    sha256 bytea not null,
    file_name text not null,
    byte_count bigint not null,
    received_at timestamptz not null default now(),
    state text not null default 'queued',
    attempt_count integer not null default 0,
    kind text not null default 'school',
    school_code text,
    territory text,
    academic_year integer,
    mode text,
    as_of_at timestamptz,
    created_at timestamptz,
    generator text,
    is_synthetic boolean not null default false,
    finished_at timestamptz,
    seconds numeric,
    receipt jsonb,
    constraint bundle_pkey primary key (bundle_id),
    constraint bundle_sha256_unique_per_sender unique (sender, sha256),
    constraint bundle_sha256_well_formed check (length(sha256) = 32),
    constraint bundle_state_known check (
        state in (
            'queued', 'waiting', 'done', 'rejected', 'superseded', 'quarantined'
        )
    ),
    constraint bundle_kind_known check (kind in ('school', 'register')),
    constraint bundle_mode_known check (mode in ('full', 'amend')),
    constraint bundle_attempt_count_in_range check (attempt_count between 0 and 3)
);
comment on table intake.bundle is 'Пакет и его судьба';
comment on column intake.bundle.bundle_id is 'Внутренний номер';
comment on column intake.bundle.sender is 'Кто прислал: код школы или operator';
comment on column intake.bundle.sha256 is 'SHA-256 файла пакета';
comment on column intake.bundle.file_name is 'Имя файла';
comment on column intake.bundle.byte_count is 'Размер файла, байт';
comment on column intake.bundle.received_at is 'Когда принят';
comment on column intake.bundle.state is 'Состояние: в очереди, ждёт реестра, загружен, отклонён, перекрыт более новым, в карантине';
comment on column intake.bundle.attempt_count is 'Начатых попыток; считается до попытки';
comment on column intake.bundle.kind is 'Пакет школы или реестр территорий и школ';
comment on column intake.bundle.school_code is 'Код школы из описания пакета';
comment on column intake.bundle.territory is 'Код ОКТМО региона (для реестра)';
comment on column intake.bundle.academic_year is 'Учебный год: календарный год его окончания';
comment on column intake.bundle.mode is 'Полный или поправка';
comment on column intake.bundle.as_of_at is 'Состояние данных на (из описания пакета)';
comment on column intake.bundle.created_at is 'Когда пакет собран (из описания пакета)';
comment on column intake.bundle.generator is 'Чем собран';
comment on column intake.bundle.is_synthetic is 'Данные вымышлены';
comment on column intake.bundle.finished_at is 'Когда обработан';
comment on column intake.bundle.seconds is 'Сколько длилась обработка, с';
comment on column intake.bundle.receipt is 'Квитанция';

create index bundle_queue_index on intake.bundle (kind, bundle_id)
where state = 'queued';
create index bundle_school_index on intake.bundle (school_code, academic_year);

create table intake.bundle_part (
    bundle_id bigint not null,
    part_number integer not null,
    bytes bytea not null,
    constraint bundle_part_pkey primary key (bundle_id, part_number),
    constraint bundle_part_bundle_known foreign key (bundle_id)
    references intake.bundle (bundle_id) on delete cascade
);
alter table intake.bundle_part alter column bytes set storage external;
comment on table intake.bundle_part is 'Байты пакета частями по 1 МиБ';
comment on column intake.bundle_part.bundle_id is 'Пакет';
comment on column intake.bundle_part.part_number is 'Номер части с нуля';
comment on column intake.bundle_part.bytes is 'Байты';

create table intake.problem (
    bundle_id bigint not null,
    ordinal integer not null,
    code text not null,
    severity text not null,
    file text,
    row_number integer,
    column_name text,
    arguments jsonb not null default '{}'::jsonb,
    constraint problem_pkey primary key (bundle_id, ordinal),
    constraint problem_bundle_known foreign key (bundle_id)
    references intake.bundle (bundle_id) on delete cascade,
    constraint problem_severity_known check (severity in ('rejected', 'warning'))
);
comment on table intake.problem is 'Замечания к пакету, не больше предела на код';
comment on column intake.problem.bundle_id is 'Пакет';
comment on column intake.problem.ordinal is 'Порядок';
comment on column intake.problem.code is 'Код замечания';
comment on column intake.problem.severity is 'Отклонено или предупреждение';
comment on column intake.problem.file is 'Файл в пакете';
comment on column intake.problem.row_number is 'Строка файла; заголовок — строка 1';
comment on column intake.problem.column_name is 'Столбец';
comment on column intake.problem.arguments is 'Что подставить в текст; персональных значений здесь нет';

create table intake.problem_total (
    bundle_id bigint not null,
    code text not null,
    severity text not null,
    total bigint not null,
    constraint problem_total_pkey primary key (bundle_id, code, severity),
    constraint problem_total_bundle_known foreign key (bundle_id)
    references intake.bundle (bundle_id) on delete cascade
);
comment on table intake.problem_total is 'Сколько замечаний каждого кода, точно';
comment on column intake.problem_total.bundle_id is 'Пакет';
comment on column intake.problem_total.code is 'Код замечания';
comment on column intake.problem_total.severity is 'Отклонено или предупреждение';
comment on column intake.problem_total.total is 'Сколько';

create table intake.slice (
    school_id bigint not null,
    academic_year integer not null,
    table_name text not null,
    bundle_id bigint not null,
    mode text not null,
    row_count bigint not null,
    constraint slice_pkey primary key (school_id, academic_year, table_name, bundle_id),
    constraint slice_school_known foreign key (school_id)
    references core.school (school_id),
    constraint slice_bundle_known foreign key (bundle_id)
    references intake.bundle (bundle_id)
);
comment on table intake.slice is 'Какие пакеты действуют для таблицы школы за год: последний полный и поправки после него';
comment on column intake.slice.school_id is 'Школа';
comment on column intake.slice.academic_year is 'Учебный год';
comment on column intake.slice.table_name is 'Таблица';
comment on column intake.slice.bundle_id is 'Пакет';
comment on column intake.slice.mode is 'Полный или поправка';
comment on column intake.slice.row_count is 'Строк в пакете';

create table intake.touched (
    school_id bigint not null,
    academic_year integer not null,
    constraint touched_pkey primary key (school_id, academic_year)
);
comment on table intake.touched is 'Школы и годы, показатели которых надо пересчитать';
comment on column intake.touched.school_id is 'Школа';
comment on column intake.touched.academic_year is 'Учебный год';
