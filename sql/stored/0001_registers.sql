-- What all schools share: territories, the register of schools, subjects, exam minima.

create schema core;
comment on schema core is 'Записи школ: текущее состояние принятых пакетов';

create table core.territory (
    territory_id bigint not null generated always as identity,
    oktmo text not null,
    level text not null,
    parent_id bigint,
    name_ru text not null,
    name_en text not null,
    is_synthetic boolean not null default false,
    constraint territory_pkey primary key (territory_id),
    constraint territory_oktmo_unique unique (oktmo),
    constraint territory_oktmo_well_formed check (oktmo ~ '^[0-9A-Za-z-]{2,32}$'),
    constraint territory_level_known check (level in ('region', 'municipality')),
    constraint territory_parent_known foreign key (parent_id)
    references core.territory (territory_id),
    constraint territory_municipality_has_region check (
        (level = 'region') = (parent_id is null)
    )
);
comment on table core.territory is 'Регион и его муниципалитеты';
comment on column core.territory.territory_id is 'Внутренний номер';
comment on column core.territory.oktmo is 'Код ОКТМО; у условных территорий свой код';
comment on column core.territory.level is 'Уровень: регион или муниципалитет';
comment on column core.territory.parent_id is 'Регион муниципалитета';
comment on column core.territory.name_ru is 'Название';
comment on column core.territory.name_en is 'Название по-английски';
comment on column core.territory.is_synthetic is 'Вымышленная территория с вымышленными данными';

create table core.school (
    school_id bigint not null generated always as identity,
    school_code text not null,
    municipality_id bigint not null,
    name_ru text not null,
    name_en text not null,
    ogrn text,
    predecessor_code text,
    is_open boolean not null default true,
    constraint school_pkey primary key (school_id),
    constraint school_code_unique unique (school_code),
    constraint school_code_well_formed check (school_code ~ '^[0-9A-Za-z._-]{1,32}$'),
    constraint school_municipality_known foreign key (municipality_id)
    references core.territory (territory_id)
);
comment on table core.school is 'Реестр школ';
comment on column core.school.school_id is 'Внутренний номер';
comment on column core.school.school_code is 'Код школы в пакетах и отчётах';
comment on column core.school.municipality_id is 'Муниципалитет';
comment on column core.school.name_ru is 'Название';
comment on column core.school.name_en is 'Название по-английски';
comment on column core.school.ogrn is 'ОГРН';
comment on column core.school.predecessor_code is 'Код школы-предшественницы';
comment on column core.school.is_open is 'Школа работает';

create index school_municipality_index on core.school (municipality_id);

create table core.subject (
    subject_code text not null,
    name_ru text not null,
    name_en text not null,
    constraint subject_pkey primary key (subject_code)
);
comment on table core.subject is 'Учебные предметы';
comment on column core.subject.subject_code is 'Код предмета';
comment on column core.subject.name_ru is 'Название';
comment on column core.subject.name_en is 'Название по-английски';

insert into core.subject (subject_code, name_ru, name_en) values
('rus', 'Русский язык', 'Russian'),
('mat', 'Математика', 'Mathematics'),
('mat_prof', 'Математика (профильный уровень)', 'Mathematics (profile level)'),
('mat_base', 'Математика (базовый уровень)', 'Mathematics (base level)'),
('alg', 'Алгебра', 'Algebra'),
('geom', 'Геометрия', 'Geometry'),
('phy', 'Физика', 'Physics'),
('che', 'Химия', 'Chemistry'),
('bio', 'Биология', 'Biology'),
('geo', 'География', 'Geography'),
('soc', 'Обществознание', 'Social studies'),
('his', 'История', 'History'),
('lit', 'Литература', 'Literature'),
('inf', 'Информатика', 'Informatics'),
('eng', 'Английский язык', 'English'),
('deu', 'Немецкий язык', 'German'),
('fra', 'Французский язык', 'French'),
('spa', 'Испанский язык', 'Spanish'),
('zho', 'Китайский язык', 'Chinese'),
('native', 'Родной язык', 'Native language'),
('read', 'Чтение', 'Reading'),
('world', 'Окружающий мир', 'The world around us'),
('art', 'Изобразительное искусство', 'Art'),
('music', 'Музыка', 'Music'),
('tech', 'Труд (технология)', 'Technology'),
('pe', 'Физическая культура', 'Physical education'),
('obzr', 'ОБЗР', 'Safety and defence'),
('meta', 'Метапредметные результаты', 'Cross-curricular skills'),
('general', 'Без предмета', 'No single subject');

create table core.exam_minimum (
    exam_kind text not null,
    subject_code text not null,
    valid_from_year integer not null,
    minimum_score integer not null,
    source text not null,
    constraint exam_minimum_pkey primary key (exam_kind, subject_code, valid_from_year),
    constraint exam_minimum_subject_known foreign key (subject_code)
    references core.subject (subject_code),
    constraint exam_minimum_minimum_score_in_range check (
        minimum_score between 0 and 100
    )
);
comment on table core.exam_minimum is 'Минимальный балл для аттестата, по годам';
comment on column core.exam_minimum.exam_kind is 'Экзамен';
comment on column core.exam_minimum.subject_code is 'Код предмета';
comment on column core.exam_minimum.valid_from_year is 'Действует с учебного года';
comment on column core.exam_minimum.minimum_score is 'Минимум, баллов';
comment on column core.exam_minimum.source is 'Источник';

insert into core.exam_minimum
(exam_kind, subject_code, valid_from_year, minimum_score, source) values
('ege', 'rus', 2016, 24, 'Рособрнадзор, минимальные баллы ЕГЭ'),
('ege', 'mat_prof', 2016, 27, 'Рособрнадзор, минимальные баллы ЕГЭ');

create function core.refresh_statistics(target regclass) returns void
language plpgsql security definer
set search_path = pg_catalog
as $$
begin
    execute format('analyze %s', target);
end
$$;
comment on function core.refresh_statistics(regclass) is
'Обновляет статистику планировщика: только владелец таблицы вправе это делать';
