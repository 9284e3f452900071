-- What was removed, when and on what ground: by the end of its time, or on request; and the years of schools whose
-- records are no longer whole and whose values therefore stand as they were computed.

create table intake.removal (
    removal_id bigint not null generated always as identity,
    kind text not null,
    removed_at timestamptz not null default now(),
    removed_by text not null,
    ground text not null,
    subject_salt bytea,
    subject_digest bytea,
    record_count bigint not null,
    bundle_count bigint not null,
    byte_count bigint not null,
    tables jsonb not null,
    constraint removal_pkey primary key (removal_id),
    constraint removal_kind_known check (
        kind in ('retention', 'pupil', 'staff', 'school')
    ),
    constraint removal_removed_by_told check (length(btrim(removed_by)) > 0),
    constraint removal_ground_told check (length(btrim(ground)) > 0),
    constraint removal_subject_of_request check (
        (kind = 'retention') = (subject_digest is null)
        and (subject_salt is null) = (subject_digest is null)
    )
);
comment on table intake.removal is 'Журнал удаления: по сроку хранения и по запросу; кого касался запрос, не названо';
comment on column intake.removal.removal_id is 'Номер записи; его называют в ответе на запрос';
comment on column intake.removal.kind is 'По сроку хранения; по запросу: об обучающемся, о работнике, о школе';
comment on column intake.removal.removed_at is 'Когда удалено';
comment on column intake.removal.removed_by is 'Кто удалил';
comment on column intake.removal.ground is 'Основание: срок хранения или реквизиты запроса';
comment on column intake.removal.subject_salt is 'Случайная добавка к отпечатку';
comment on column intake.removal.subject_digest is 'SHA-256 добавки и ключа: кто знает ключ, найдёт запись, а обратно ключ не получить';
comment on column intake.removal.record_count is 'Удалено записей';
comment on column intake.removal.bundle_count is 'Пакетов, байты которых удалены';
comment on column intake.removal.byte_count is 'Удалено байт пакетов';
comment on column intake.removal.tables is 'Удалено записей по таблицам';

create table intake.retired_year (
    school_id bigint not null,
    academic_year integer not null,
    removal_id bigint not null,
    is_of_retention boolean not null,
    constraint retired_year_pkey primary key (school_id, academic_year),
    constraint retired_year_school_known foreign key (school_id)
    references core.school (school_id)
);
comment on table intake.retired_year is 'Годы школ, записи которых удалены: показатели остаются, какими вычислены, пакеты за эти годы не принимаются';
comment on column intake.retired_year.school_id is 'Школа';
comment on column intake.retired_year.academic_year is 'Учебный год: календарный год его окончания';
comment on column intake.retired_year.removal_id is 'Запись журнала удаления';
comment on column intake.retired_year.is_of_retention is 'По сроку хранения, а не по запросу';

comment on column intake.bundle.erased_at is 'Когда удалены байты: в пакете были персональные данные, или он не читается до конца, или вышел срок хранения, или об этом просили';

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'retention_bundle_days',
    365,
    'Дней, которые хранятся байты каждого пакета, не меньше',
    'Days that the bytes of every bundle are kept, at least',
    'методика, 9'
),
(
    'retention_graduation_years',
    1,
    'Лет после последнего учебного года человека хранятся записи о нём',
    'Years after a person''s last academic year that their records are kept',
    'методика, 9'
),
(
    'retention_growth_years',
    5,
    'И ещё столько лет, чтобы видеть динамику',
    'And so many years more, to follow growth',
    'методика, 9'
);
