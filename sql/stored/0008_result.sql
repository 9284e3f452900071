-- What is computed. Rows are versioned: a row holds from run `since_run` until `until_run`,
-- and a publication sees the rows that hold at its run. Nothing published ever changes.

create schema result;
comment on schema result is 'Рассчитанное: показатели, сопоставления, рейтинг, кластеры';

create table result.indicator (
    indicator_id bigint not null generated always as identity,
    code text not null,
    version integer not null,
    fingerprint text not null,
    passport jsonb not null,
    is_current boolean not null default true,
    constraint indicator_pkey primary key (indicator_id),
    constraint indicator_fingerprint_unique unique (code, fingerprint)
);
comment on table result.indicator is 'Паспорта показателей; новое определение — новая строка';
comment on column result.indicator.indicator_id is 'Внутренний номер';
comment on column result.indicator.code is 'Код показателя';
comment on column result.indicator.version is 'Версия определения';
comment on column result.indicator.fingerprint is 'Отпечаток определения: SHA-256 паспорта и запроса';
comment on column result.indicator.passport is 'Паспорт';
comment on column result.indicator.is_current is 'Действующее определение';

create table result.threshold (
    name text not null,
    value numeric not null,
    meaning_ru text not null,
    meaning_en text not null,
    source text not null,
    constraint threshold_pkey primary key (name)
);
comment on table result.threshold is 'Пороги сопоставимости и раскрытия; на них ссылаются вердикты';
comment on column result.threshold.name is 'Имя порога';
comment on column result.threshold.value is 'Значение';
comment on column result.threshold.meaning_ru is 'Что означает';
comment on column result.threshold.meaning_en is 'Что означает, по-английски';
comment on column result.threshold.source is 'Основание';

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'municipal_schools',
    5,
    'Школ в муниципальном аналоге, не считая самой школы, не меньше',
    'Schools in the municipal analogue without the school itself, at least',
    'методика, 5.1 A'
),
(
    'regional_schools',
    30,
    'Школ в региональном аналоге, не считая самой школы, не меньше',
    'Schools in the regional analogue without the school itself, at least',
    'методика, 5.1 B'
),
(
    'analogue_units',
    30,
    'Единиц наблюдения (учеников, работников) в аналоге не меньше',
    'Units (pupils, staff) in the analogue, at least', 'методика, 5.1 A'
),
(
    'sensitive_count',
    10,
    'Для чувствительных показателей число скрывается, если меньше',
    'A count of a sensitive indicator is hidden when below', 'методика, 9.1'
),
(
    'sensitive_units',
    20,
    'Для чувствительных показателей скрывается, если единиц меньше',
    'A sensitive indicator is hidden when its units are below', 'методика, 9.1'
),
(
    'group_schools_open', 5, 'Итог группы открыт, если школ в ней не меньше',
    'A group total is open when it holds at least so many schools', 'методика, 9'
),
(
    'rank_units',
    10,
    'Единиц наблюдения, чтобы показатель школы вошёл в рейтинг, не меньше',
    'Units for an indicator of a school to enter the ranking, at least', 'методика, 6.3'
),
(
    'rank_criterion_weight', 0.6, 'Доля веса критерия, обеспеченная данными, не меньше',
    'Share of a criterion''s weight that has data, at least', 'методика, 6.1 шаг 3'
),
(
    'rank_criteria_missing', 1, 'Критериев без данных у школы не больше',
    'Criteria without data of a school, at most', 'методика, 6.1 шаг 3'
),
(
    'cluster_indicator_share',
    0.8,
    'Доля ключевых показателей, известных у школы, не меньше',
    'Share of key indicators a school must have, at least', 'методика, 7 шаг 2'
),
(
    'cluster_silhouette', 0.25, 'Средний силуэт, ниже которого структуры нет',
    'Mean silhouette below which there is no structure', 'методика, 7 шаг 4'
),
(
    'cluster_schools', 5, 'Школ в кластере не меньше', 'Schools in a cluster, at least',
    'методика, 7 шаг 4'
),
(
    'tier_probability',
    0.9,
    'Вероятность, с которой школа ниже главы группы, чтобы начать новую группу',
    'Probability of standing below the head of the tier that starts a new tier',
    'методика, 6.3'
);

create table result.key_set (
    key_set_id bigint not null generated always as identity,
    code text not null,
    fingerprint text not null,
    document jsonb not null,
    is_current boolean not null default true,
    constraint key_set_pkey primary key (key_set_id),
    constraint key_set_fingerprint_unique unique (code, fingerprint)
);
comment on table result.key_set is 'Наборы ключевых показателей: критерии, веса, ориентиры, для кого';
comment on column result.key_set.key_set_id is 'Внутренний номер';
comment on column result.key_set.code is 'Код набора';
comment on column result.key_set.fingerprint is 'Отпечаток: SHA-256 файла';
comment on column result.key_set.document is 'Содержание файла';
comment on column result.key_set.is_current is 'Действующий набор';

create table result.catalog_file (
    kind text not null,
    name text not null,
    content text not null,
    constraint catalog_file_pkey primary key (kind, name),
    constraint catalog_file_kind_known check (kind in ('indicator', 'key_set'))
);
comment on table result.catalog_file is 'Определения, добавленные к каталогу программы при настройке';
comment on column result.catalog_file.kind is 'Показатель или набор ключевых показателей';
comment on column result.catalog_file.name is 'Имя файла';
comment on column result.catalog_file.content is 'Текст файла';

create table result.run (
    run_id bigint not null generated always as identity,
    state text not null default 'running',
    catalog_fingerprint text not null,
    parameters jsonb not null,
    seed bigint not null,
    code_version text not null,
    started_at timestamptz not null default now(),
    finished_at timestamptz,
    figures jsonb not null default '{}'::jsonb,
    constraint run_pkey primary key (run_id),
    constraint run_state_known check (state in ('running', 'done', 'failed'))
);
comment on table result.run is 'Расчёт: чем и с какими параметрами сделан';
comment on column result.run.run_id is 'Номер расчёта';
comment on column result.run.state is 'Состояние';
comment on column result.run.catalog_fingerprint is 'Отпечаток каталога';
comment on column result.run.parameters is 'Параметры';
comment on column result.run.seed is 'Начальное число генератора';
comment on column result.run.code_version is 'Версия программы';
comment on column result.run.started_at is 'Начат';
comment on column result.run.finished_at is 'Закончен';
comment on column result.run.figures is 'Итоги: строк, секунд по стадиям';

create table result.publication (
    publication_id bigint not null generated always as identity,
    run_id bigint not null,
    published_at timestamptz not null default now(),
    is_current boolean not null default false,
    constraint publication_pkey primary key (publication_id),
    constraint publication_run_unique unique (run_id),
    constraint publication_run_known foreign key (run_id)
    references result.run (run_id)
);
create unique index publication_current_index on result.publication (is_current)
where is_current;
comment on table result.publication is 'Опубликованные расчёты; действует один';
comment on column result.publication.publication_id is 'Номер публикации';
comment on column result.publication.run_id is 'Расчёт';
comment on column result.publication.published_at is 'Опубликован';
comment on column result.publication.is_current is 'Действует';

create table result.indicator_value (
    school_id bigint not null,
    academic_year integer not null,
    indicator_id bigint not null,
    cut text not null,
    numerator numeric,
    denominator numeric not null,
    sum_squares numeric,
    base_numerator numeric,
    base_denominator numeric,
    since_run bigint not null,
    until_run bigint,
    constraint indicator_value_pkey primary key (
        school_id, academic_year, indicator_id, cut, since_run
    ),
    constraint indicator_value_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint indicator_value_school_known foreign key (school_id)
    references core.school (school_id),
    constraint indicator_value_runs_in_order check (until_run > since_run)
);
create unique index indicator_value_current_index
on result.indicator_value (school_id, academic_year, indicator_id, cut)
where until_run is null;
create index indicator_value_group_index
on result.indicator_value (academic_year, indicator_id, cut)
where until_run is null;
comment on table result.indicator_value is 'Части показателя школы: точные, складываются';
comment on column result.indicator_value.school_id is 'Школа';
comment on column result.indicator_value.academic_year is 'Учебный год';
comment on column result.indicator_value.indicator_id is 'Показатель';
comment on column result.indicator_value.cut is 'Разрез';
comment on column result.indicator_value.numerator is 'Числитель (для среднего — сумма)';
comment on column result.indicator_value.denominator is 'Знаменатель (для среднего — число наблюдений)';
comment on column result.indicator_value.sum_squares is 'Сумма квадратов (для среднего)';
comment on column result.indicator_value.base_numerator is 'Числитель основания (для отношения долей)';
comment on column result.indicator_value.base_denominator is 'Знаменатель основания (для отношения долей)';
comment on column result.indicator_value.since_run is 'С какого расчёта действует';
comment on column result.indicator_value.until_run is 'С какого расчёта больше не действует';

create table result.group_value (
    territory_id bigint not null,
    academic_year integer not null,
    indicator_id bigint not null,
    cut text not null,
    school_count bigint not null,
    numerator numeric,
    denominator numeric not null,
    sum_squares numeric,
    base_numerator numeric,
    base_denominator numeric,
    since_run bigint not null,
    until_run bigint,
    constraint group_value_pkey primary key (
        territory_id, academic_year, indicator_id, cut, since_run
    ),
    constraint group_value_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint group_value_territory_known foreign key (territory_id)
    references core.territory (territory_id),
    constraint group_value_runs_in_order check (until_run > since_run)
);
create unique index group_value_current_index
on result.group_value (territory_id, academic_year, indicator_id, cut)
where until_run is null;
comment on table result.group_value is 'Итог по муниципалитету или региону: сумма частей школ';
comment on column result.group_value.territory_id is 'Территория';
comment on column result.group_value.academic_year is 'Учебный год';
comment on column result.group_value.indicator_id is 'Показатель';
comment on column result.group_value.cut is 'Разрез';
comment on column result.group_value.school_count is 'Школ в итоге';
comment on column result.group_value.numerator is 'Числитель';
comment on column result.group_value.denominator is 'Знаменатель';
comment on column result.group_value.sum_squares is 'Сумма квадратов';
comment on column result.group_value.base_numerator is 'Числитель основания';
comment on column result.group_value.base_denominator is 'Знаменатель основания';
comment on column result.group_value.since_run is 'С какого расчёта действует';
comment on column result.group_value.until_run is 'С какого расчёта больше не действует';

create view result.group_member with (security_invoker = true) as
select
    school.municipality_id as territory_id,
    school.school_id
from core.school
union all
select
    municipality.parent_id as territory_id,
    school.school_id
from core.school
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id;
comment on view result.group_member is 'Какие школы входят в муниципалитет и в регион';
