-- Published figures beside what is counted: which measure of theirs is which indicator of ours, what they say
-- converted, how much of a territory is loaded, and where a school's value is from.

alter table result.indicator_value
add column source text not null default 'records',
add constraint indicator_value_source_known check (source in ('records', 'return'));
comment on column result.indicator_value.source is 'Откуда: посчитано по записям (records) или прислано готовым счётом (return)';

create table result.return_conflict (
    school_id bigint not null,
    academic_year integer not null,
    indicator_id bigint not null,
    cut text not null,
    bundle_id bigint not null,
    row_number integer not null,
    since_run bigint not null,
    until_run bigint,
    constraint return_conflict_pkey primary key (
        school_id, academic_year, indicator_id, cut, since_run
    ),
    constraint return_conflict_school_known foreign key (school_id)
    references core.school (school_id),
    constraint return_conflict_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint return_conflict_runs_in_order check (until_run > since_run)
);
comment on table result.return_conflict is 'Готовый счёт школы, который расходится с её записями; действуют записи';
comment on column result.return_conflict.school_id is 'Школа';
comment on column result.return_conflict.academic_year is 'Учебный год';
comment on column result.return_conflict.indicator_id is 'Показатель';
comment on column result.return_conflict.cut is 'Разрез';
comment on column result.return_conflict.bundle_id is 'Пакет, который принёс готовый счёт';
comment on column result.return_conflict.row_number is 'Номер строки в файле таблицы';
comment on column result.return_conflict.since_run is 'С какого расчёта действует';
comment on column result.return_conflict.until_run is 'С какого расчёта больше не действует';

alter table result.comparison drop constraint comparison_analogue_known;
alter table result.comparison
add constraint comparison_analogue_known check (
    analogue in (
        'municipal', 'regional', 'previous', 'municipal_published', 'regional_published'
    )
);
comment on column result.comparison.analogue is 'Аналог: муниципальный, региональный, предыдущий год; опубликованный муниципальный и региональный';

alter table result.catalog_file drop constraint catalog_file_kind_known;
alter table result.catalog_file
add constraint catalog_file_kind_known check (
    kind in ('indicator', 'key_set', 'crosswalk')
);

create table result.crosswalk (
    crosswalk_id bigint not null generated always as identity,
    code text not null,
    version integer not null,
    fingerprint text not null,
    is_current boolean not null default true,
    constraint crosswalk_pkey primary key (crosswalk_id),
    constraint crosswalk_fingerprint_unique unique (code, fingerprint)
);
comment on table result.crosswalk is 'Таблицы соответствия: какой опубликованный показатель отвечает какому показателю каталога';
comment on column result.crosswalk.crosswalk_id is 'Внутренний номер';
comment on column result.crosswalk.code is 'Код таблицы';
comment on column result.crosswalk.version is 'Версия';
comment on column result.crosswalk.fingerprint is 'Отпечаток: SHA-256 файла';
comment on column result.crosswalk.is_current is 'Действующая';

create table result.crosswalk_entry (
    crosswalk_id bigint not null,
    ordinal integer not null,
    indicator_code text not null,
    indicator_version integer not null,
    cut text not null,
    published_indicator text,
    published_code text,
    published_cut text,
    exam_code text,
    subject_code text,
    grade integer,
    scale text,
    figure text not null,
    marks integer[],
    class text not null,
    conversion text not null,
    as_of_year integer,
    as_of_from text,
    as_of_until text,
    note_ru text,
    note_en text,
    constraint crosswalk_entry_pkey primary key (crosswalk_id, ordinal),
    constraint crosswalk_entry_crosswalk_known foreign key (crosswalk_id)
    references result.crosswalk (crosswalk_id),
    constraint crosswalk_entry_figure_known check (figure in ('mean', 'marks')),
    constraint crosswalk_entry_class_known check (
        class in ('exact', 'converted', 'approximate', 'none')
    ),
    constraint crosswalk_entry_conversion_known check (
        conversion in (
            'none', 'percent_to_share', 'share_to_percent', 'complement',
            'percent_complement', 'points_to_share', 'points_to_mark', 'z_of_region'
        )
    ),
    constraint crosswalk_entry_measure_single check (
        num_nonnulls(published_indicator, published_code, exam_code) = 1
    )
);
comment on table result.crosswalk_entry is 'Строки таблиц соответствия: показатель с разрезом, что опубликовано, класс и пересчёт';
comment on column result.crosswalk_entry.crosswalk_id is 'Таблица соответствия';
comment on column result.crosswalk_entry.ordinal is 'Порядок в файле';
comment on column result.crosswalk_entry.indicator_code is 'Показатель каталога';
comment on column result.crosswalk_entry.indicator_version is 'Версия определения, о которой это сказано';
comment on column result.crosswalk_entry.cut is 'Разрез показателя';
comment on column result.crosswalk_entry.published_indicator is 'Опубликован показатель каталога';
comment on column result.crosswalk_entry.published_code is 'Опубликован показатель издателя под его кодом';
comment on column result.crosswalk_entry.published_cut is 'Разрез опубликованного показателя';
comment on column result.crosswalk_entry.exam_code is 'Опубликован экзамен';
comment on column result.crosswalk_entry.subject_code is 'Предмет экзамена';
comment on column result.crosswalk_entry.grade is 'Параллель экзамена';
comment on column result.crosswalk_entry.scale is 'Шкала экзамена';
comment on column result.crosswalk_entry.figure is 'Что берётся: среднее (части, если есть) или доля отметок';
comment on column result.crosswalk_entry.marks is 'Доля каких отметок';
comment on column result.crosswalk_entry.class is 'Точно, с пересчётом, приблизительно, не сопоставимо';
comment on column result.crosswalk_entry.conversion is 'Пересчёт';
comment on column result.crosswalk_entry.as_of_year is 'На какой календарный год смотрит окно дат: 0 — год окончания, −1 — год начала';
comment on column result.crosswalk_entry.as_of_from is 'Дата итога не раньше, месяц-день';
comment on column result.crosswalk_entry.as_of_until is 'Дата итога не позже, месяц-день';
comment on column result.crosswalk_entry.note_ru is 'Пояснение';
comment on column result.crosswalk_entry.note_en is 'Пояснение по-английски';

create table result.published_value (
    oktmo text not null,
    academic_year integer not null,
    indicator_id bigint not null,
    cut text not null,
    class text not null,
    conversion text not null,
    measure text not null,
    publisher_oktmo text not null,
    population text not null,
    status text not null,
    as_of_on date not null,
    school_count bigint,
    coverage_share numeric,
    numerator numeric,
    denominator numeric,
    sum_squares numeric,
    value numeric not null,
    rounding numeric not null,
    is_same_definition boolean not null,
    is_same_period boolean not null,
    source text not null,
    bundle_id bigint not null,
    since_run bigint not null,
    until_run bigint,
    constraint published_value_pkey primary key (
        oktmo, academic_year, indicator_id, cut, since_run
    ),
    constraint published_value_territory_known foreign key (oktmo)
    references core.territory (oktmo),
    constraint published_value_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint published_value_runs_in_order check (until_run > since_run)
);
create unique index published_value_current_index
on result.published_value (indicator_id, academic_year, oktmo, cut)
where until_run is null;
comment on table result.published_value is 'Опубликованные итоги, переведённые в показатели каталога';
comment on column result.published_value.oktmo is 'Код ОКТМО территории';
comment on column result.published_value.academic_year is 'Учебный год';
comment on column result.published_value.indicator_id is 'Показатель';
comment on column result.published_value.cut is 'Разрез';
comment on column result.published_value.class is 'Класс соответствия: exact, converted, approximate';
comment on column result.published_value.conversion is 'Пересчёт';
comment on column result.published_value.measure is 'Что опубликовано';
comment on column result.published_value.publisher_oktmo is 'Издатель';
comment on column result.published_value.population is 'Какие школы';
comment on column result.published_value.status is 'Предварительно или окончательно';
comment on column result.published_value.as_of_on is 'На какую дату';
comment on column result.published_value.school_count is 'Школ в итоге; если издатель не сказал, сколько их загружено';
comment on column result.published_value.coverage_share is 'Какую долю обучающихся охватывает по словам издателя';
comment on column result.published_value.numerator is 'Числитель; пусто, если число обучающихся не опубликовано';
comment on column result.published_value.denominator is 'Знаменатель';
comment on column result.published_value.sum_squares is 'Сумма квадратов (для среднего)';
comment on column result.published_value.value is 'Значение';
comment on column result.published_value.rounding is 'Насколько значение могло быть округлено; 0 — по счёту';
comment on column result.published_value.is_same_definition is 'Соответствие объявлено для действующей версии определения';
comment on column result.published_value.is_same_period is 'Дата итога — в объявленном окне';
comment on column result.published_value.source is 'Источник';
comment on column result.published_value.bundle_id is 'Пакет, который принёс итог';
comment on column result.published_value.since_run is 'С какого расчёта действует';
comment on column result.published_value.until_run is 'С какого расчёта больше не действует';

create table result.group_coverage (
    territory_id bigint not null,
    academic_year integer not null,
    indicator_id bigint not null,
    registered_count bigint not null,
    delivered_count bigint not null,
    pupil_share numeric,
    since_run bigint not null,
    until_run bigint,
    constraint group_coverage_pkey primary key (
        territory_id, academic_year, indicator_id, since_run
    ),
    constraint group_coverage_territory_known foreign key (territory_id)
    references core.territory (territory_id),
    constraint group_coverage_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint group_coverage_runs_in_order check (until_run > since_run)
);
comment on table result.group_coverage is 'Охват итога территории: школ с данными из зарегистрированных';
comment on column result.group_coverage.territory_id is 'Территория';
comment on column result.group_coverage.academic_year is 'Учебный год';
comment on column result.group_coverage.indicator_id is 'Показатель';
comment on column result.group_coverage.registered_count is 'Школ в реестре в этом году';
comment on column result.group_coverage.delivered_count is 'Из них прислали таблицы показателя или готовый счёт';
comment on column result.group_coverage.pupil_share is 'Доля обучающихся в приславших школах; пусто, если контингент какой-то школы неизвестен';
comment on column result.group_coverage.since_run is 'С какого расчёта действует';
comment on column result.group_coverage.until_run is 'С какого расчёта больше не действует';

create table intake.touched_figure (
    academic_year integer not null,
    constraint touched_figure_pkey primary key (academic_year)
);
comment on table intake.touched_figure is 'Учебные годы, опубликованные итоги которых изменились после расчёта';
comment on column intake.touched_figure.academic_year is 'Учебный год';

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'published_schools', 5,
    'Школ в опубликованном итоге, не считая самой школы, не меньше',
    'Schools behind a published figure without the school itself, at least',
    'методика, 5.1 A'
),
(
    'published_own_share', 0.1,
    'Доля самой школы в опубликованном итоге, из которого её нельзя вынуть, не больше',
    'The school''s part of a published figure that it stays in, at most',
    'методика, 5.1 A'
),
(
    'coverage_full', 0.9, 'Охват аналога, ниже которого о нём говорится',
    'Coverage of an analogue below which it is told', 'методика, 5.1 A'
),
(
    'coverage_least', 0.7, 'Охват аналога, ниже которого вывода нет',
    'Coverage of an analogue below which there is no verdict', 'методика, 6.1 шаг 2'
),
(
    'return_rounding_share', 0.0005,
    'Готовый счёт доли расходится с записями, если больше',
    'A returned share disagrees with the records when off by more',
    'округление до 0,1 %'
),
(
    'return_rounding_mark', 0.005,
    'Готовый счёт средней отметки расходится с записями, если больше',
    'A returned mean mark disagrees with the records when off by more',
    'округление до 0,01'
),
(
    'return_rounding_point', 0.05,
    'Готовый счёт баллов и чисел расходится с записями, если больше',
    'Returned points and numbers disagree with the records when off by more',
    'округление до 0,1'
),
(
    'gap_share', 0.005, 'Доля расходится с опубликованной, если больше',
    'A share disagrees with the published one when off by more', 'методика, 5.1 A'
),
(
    'gap_mark', 0.05, 'Средняя отметка расходится с опубликованной, если больше',
    'A mean mark disagrees with the published one when off by more', 'методика, 5.1 A'
),
(
    'gap_point', 0.5, 'Средний балл расходится с опубликованным, если больше',
    'A mean score disagrees with the published one when off by more', 'методика, 5.1 A'
),
(
    'objectivity_gap', 0.1,
    'Признак необъективности: доля завышенных отметок выше региональной больше чем на',
    'Doubtful marks: the share of inflated marks exceeds the region''s by more than',
    'методика, 8'
),
(
    'objectivity_errors', 3,
    'Признак необъективности: то же в стандартных ошибках, больше чем на',
    'Sign of doubtful marks: the same in standard errors, by more than', 'методика, 8'
),
(
    'jump_errors', 3, 'Скачок за год в стандартных ошибках, больше чем',
    'A jump within a year in standard errors, more than', 'методика, 8'
);
