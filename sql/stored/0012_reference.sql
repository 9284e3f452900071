-- What the municipality and the region send beside the registers: published figures, exam scales and
-- minima, where schools came from. And which register spoke last of each row that all schools share.

alter table intake.bundle
drop constraint bundle_kind_known;
alter table intake.bundle
add constraint bundle_kind_known check (kind in ('school', 'register', 'aggregate'));
comment on column intake.bundle.kind is 'Пакет школы, реестр или опубликованные итоги территорий';
comment on column intake.bundle.territory is 'Код ОКТМО того, кто прислал реестр или итоги';

create index bundle_territory_index on intake.bundle (territory, academic_year)
where kind = 'aggregate';

create table core.external_aggregate (
    publisher_oktmo text not null,
    academic_year integer not null,
    oktmo text not null,
    population text not null,
    indicator_code text,
    published_code text,
    cut text,
    exam_code text,
    subject_code text,
    grade integer,
    scale text,
    published_title text,
    students_count integer,
    schools_count integer,
    mean numeric,
    sd numeric,
    mark2_count integer,
    mark3_count integer,
    mark4_count integer,
    mark5_count integer,
    p10 numeric,
    p25 numeric,
    p50 numeric,
    p75 numeric,
    p90 numeric,
    numerator numeric,
    denominator numeric,
    coverage_share numeric,
    status text not null,
    as_of_on date not null,
    received_on date,
    source text not null,
    note text,
    bundle_id bigint not null,
    row_number integer not null,
    constraint external_aggregate_key_unique unique nulls not distinct (
        publisher_oktmo, academic_year, oktmo, population, indicator_code,
        published_code, cut, exam_code, subject_code, grade, scale
    ),
    constraint external_aggregate_publisher_known foreign key (publisher_oktmo)
    references core.territory (oktmo),
    constraint external_aggregate_territory_known foreign key (oktmo)
    references core.territory (oktmo),
    constraint external_aggregate_subject_known foreign key (subject_code)
    references core.subject (subject_code),
    constraint external_aggregate_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint external_aggregate_population_known check (
        population in (
            'all', 'city', 'town', 'village', 'primary', 'basic', 'secondary',
            'gymnasium', 'lyceum', 'advanced', 'special', 'evening'
        )
    ),
    constraint external_aggregate_measure_single check (
        num_nonnulls(indicator_code, published_code, exam_code) = 1
    ),
    constraint external_aggregate_measure_whole check (
        case
            when exam_code is null
                then
                    cut is not null
                    and num_nonnulls(subject_code, grade) = 0
            else cut is null and num_nonnulls(subject_code, grade) = 2
        end
    ),
    constraint external_aggregate_grade_in_range check (grade between 1 and 12),
    constraint external_aggregate_scale_known check (
        scale in ('mark', 'score100', 'primary', 'percent')
    ),
    constraint external_aggregate_students_count_in_range check (students_count >= 0),
    constraint external_aggregate_schools_count_in_range check (schools_count >= 0),
    constraint external_aggregate_sd_in_range check (sd >= 0),
    constraint external_aggregate_marks_are_students check (
        mark2_count + mark3_count + mark4_count + mark5_count = students_count
    ),
    constraint external_aggregate_percentiles_in_order check (
        p10 <= p25 and p25 <= p50 and p50 <= p75 and p75 <= p90
    ),
    constraint external_aggregate_parts_together check (
        (numerator is null) = (denominator is null)
    ),
    constraint external_aggregate_denominator_in_range check (denominator > 0),
    constraint external_aggregate_coverage_share_in_range check (
        coverage_share between 0 and 1
    ),
    constraint external_aggregate_status_known check (
        status in ('preliminary', 'final')
    )
);
comment on table core.external_aggregate is 'Опубликованные итоги территорий: действующие строки пакетов итогов';
comment on column core.external_aggregate.publisher_oktmo is 'Код ОКТМО территории, приславшей пакет';
comment on column core.external_aggregate.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.external_aggregate.oktmo is 'Код ОКТМО территории, о которой строка';
comment on column core.external_aggregate.population is 'Какие школы территории: все, по типу поселения или по виду';
comment on column core.external_aggregate.indicator_code is 'Код показателя каталога, если опубликован он';
comment on column core.external_aggregate.published_code is 'Код показателя у издателя, если в каталоге такого нет';
comment on column core.external_aggregate.cut is 'Разрез показателя; у экзамена пусто';
comment on column core.external_aggregate.exam_code is 'Экзамен или процедура, если опубликован их результат';
comment on column core.external_aggregate.subject_code is 'Код предмета (экзамен)';
comment on column core.external_aggregate.grade is 'Параллель (экзамен)';
comment on column core.external_aggregate.scale is 'Шкала среднего и процентилей: отметка, 100 баллов, первичный балл, % от максимума';
comment on column core.external_aggregate.published_title is 'Название у издателя';
comment on column core.external_aggregate.students_count is 'Обучающихся, по которым посчитано';
comment on column core.external_aggregate.schools_count is 'Школ, по которым посчитано';
comment on column core.external_aggregate.mean is 'Среднее или значение показателя';
comment on column core.external_aggregate.sd is 'Стандартное отклонение между обучающимися';
comment on column core.external_aggregate.mark2_count is 'Получили «2»';
comment on column core.external_aggregate.mark3_count is 'Получили «3»';
comment on column core.external_aggregate.mark4_count is 'Получили «4»';
comment on column core.external_aggregate.mark5_count is 'Получили «5»';
comment on column core.external_aggregate.p10 is '10-й процентиль';
comment on column core.external_aggregate.p25 is '25-й процентиль';
comment on column core.external_aggregate.p50 is 'Медиана';
comment on column core.external_aggregate.p75 is '75-й процентиль';
comment on column core.external_aggregate.p90 is '90-й процентиль';
comment on column core.external_aggregate.numerator is 'Числитель, если опубликован';
comment on column core.external_aggregate.denominator is 'Знаменатель, если опубликован';
comment on column core.external_aggregate.coverage_share is 'Какую долю обучающихся этих школ охватывает, от 0 до 1';
comment on column core.external_aggregate.status is 'Предварительно или окончательно';
comment on column core.external_aggregate.as_of_on is 'На какую дату';
comment on column core.external_aggregate.received_on is 'Когда получено от издателя';
comment on column core.external_aggregate.source is 'Источник';
comment on column core.external_aggregate.note is 'Что входит и что не входит';
comment on column core.external_aggregate.bundle_id is 'Пакет, который принёс строку';
comment on column core.external_aggregate.row_number is 'Номер строки в файле таблицы';

create index external_aggregate_territory_index
on core.external_aggregate (oktmo, academic_year);

create table core.exam_scale (
    academic_year integer not null,
    exam_kind text not null,
    subject_code text not null,
    max_primary integer not null,
    mark3_from integer,
    mark4_from integer,
    mark5_from integer,
    source text not null,
    note text,
    constraint exam_scale_pkey primary key (academic_year, exam_kind, subject_code),
    constraint exam_scale_subject_known foreign key (subject_code)
    references core.subject (subject_code),
    constraint exam_scale_year_in_range check (academic_year between 1950 and 2100),
    constraint exam_scale_exam_kind_known check (
        exam_kind in ('oge', 'ege', 'gve9', 'gve11', 'oral9', 'essay11')
    ),
    constraint exam_scale_max_primary_in_range check (max_primary between 1 and 200),
    constraint exam_scale_marks_in_order check (
        mark3_from >= 1
        and mark3_from < mark4_from
        and mark4_from < mark5_from
        and mark5_from <= max_primary
    )
);
comment on table core.exam_scale is 'Шкалы экзаменов по годам: наибольший первичный балл и баллы отметок';
comment on column core.exam_scale.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.exam_scale.exam_kind is 'Экзамен';
comment on column core.exam_scale.subject_code is 'Код предмета';
comment on column core.exam_scale.max_primary is 'Наибольший первичный балл';
comment on column core.exam_scale.mark3_from is 'Отметка «3» от балла';
comment on column core.exam_scale.mark4_from is 'Отметка «4» от балла';
comment on column core.exam_scale.mark5_from is 'Отметка «5» от балла';
comment on column core.exam_scale.source is 'Источник';
comment on column core.exam_scale.note is 'Дополнительное условие, например баллы по геометрии';

create table core.school_succession (
    predecessor_code text not null,
    successor_code text not null,
    happened_on date not null,
    succession_kind text not null,
    students_count integer,
    source text,
    constraint school_succession_pkey primary key (
        predecessor_code, successor_code, happened_on
    ),
    constraint school_succession_predecessor_known foreign key (predecessor_code)
    references core.school (school_code),
    constraint school_succession_successor_known foreign key (successor_code)
    references core.school (school_code),
    constraint school_succession_not_itself check (predecessor_code <> successor_code),
    constraint school_succession_kind_known check (
        succession_kind in (
            'merger', 'accession', 'division', 'separation', 'transformation'
        )
    ),
    constraint school_succession_students_count_in_range check (students_count >= 0)
);
comment on table core.school_succession is 'Какая школа из какой выросла: у слияния несколько предшественниц, у разделения несколько преемниц';
comment on column core.school_succession.predecessor_code is 'Код школы-предшественницы';
comment on column core.school_succession.successor_code is 'Код школы-преемницы';
comment on column core.school_succession.happened_on is 'С какой даты';
comment on column core.school_succession.succession_kind is 'Слияние, присоединение, разделение, выделение, преобразование';
comment on column core.school_succession.students_count is 'Сколько обучающихся перешло';
comment on column core.school_succession.source is 'Основание: реквизиты документа';

create index school_succession_successor_index
on core.school_succession (successor_code);

alter table core.exam_minimum
add column scale text not null default 'score100',
add column university_score integer,
add constraint exam_minimum_scale_known check (scale in ('score100', 'mark')),
add constraint exam_minimum_university_score_in_range check (
    university_score between 0 and 100
);
alter table core.exam_minimum alter column scale drop default;
comment on table core.exam_minimum is 'Минимальные баллы экзаменов по годам; действует последний с этого года или раньше';
comment on column core.exam_minimum.scale is 'Шкала минимума: 100 баллов или отметка';
comment on column core.exam_minimum.minimum_score is 'Минимум: для аттестата (русский язык, математика) или освоения предмета';
comment on column core.exam_minimum.university_score is 'Минимум для поступления в вуз, если он другой';

-- Known from a news agency, not from the order itself: to be checked against it (проверить).
insert into core.exam_minimum (
    exam_kind, subject_code, valid_from_year, scale, minimum_score, university_score,
    source
) values
('ege', 'rus', 2026, 'score100', 24, 36, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'mat_prof', 2026, 'score100', 27, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'mat_base', 2026, 'mark', 3, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'phy', 2026, 'score100', 36, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'che', 2026, 'score100', 36, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'bio', 2026, 'score100', 36, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'inf', 2026, 'score100', 40, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'his', 2026, 'score100', 32, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'lit', 2026, 'score100', 32, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'geo', 2026, 'score100', 37, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'soc', 2026, 'score100', 42, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'eng', 2026, 'score100', 22, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'deu', 2026, 'score100', 22, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'fra', 2026, 'score100', 22, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'spa', 2026, 'score100', 22, null, 'news.mail.ru, 20.01.2026 (проверить)'),
('ege', 'zho', 2026, 'score100', 22, null, 'news.mail.ru, 20.01.2026 (проверить)');

create table intake.register_key (
    table_name text not null,
    key text[] not null,
    bundle_id bigint not null,
    is_deleted boolean not null,
    constraint register_key_pkey primary key (table_name, key),
    constraint register_key_bundle_known foreign key (bundle_id)
    references intake.bundle (bundle_id)
);
comment on table intake.register_key is 'Какой реестр последним по soko:asOf сказал о каждой общей строке';
comment on column intake.register_key.table_name is 'Таблица';
comment on column intake.register_key.key is 'Ключ строки';
comment on column intake.register_key.bundle_id is 'Пакет';
comment on column intake.register_key.is_deleted is 'Реестр эту строку убрал';

-- What was registered before is taken as said by the latest register of its region. Policies would hide it.
alter table intake.bundle no force row level security;
alter table core.school no force row level security;

insert into intake.register_key (table_name, key, bundle_id, is_deleted)
with

latest as (
    select distinct on (territory)
        territory,
        bundle_id
    from intake.bundle
    where
        kind = 'register'
        and state = 'done'
    order by
        territory asc,
        as_of_at desc,
        created_at desc,
        sha256 desc
),

place as (
    select
        territory.territory_id,
        territory.oktmo,
        latest.bundle_id
    from core.territory
    inner join core.territory as region
        on coalesce(territory.parent_id, territory.territory_id) = region.territory_id
    inner join latest
        on region.oktmo = latest.territory
)

select
    'territory' as table_name,
    array[place.oktmo] as key,
    place.bundle_id,
    false as is_deleted
from place
union all
select
    'school' as table_name,
    array[school.school_code] as key,
    place.bundle_id,
    false as is_deleted
from core.school
inner join place
    on school.municipality_id = place.territory_id;

alter table intake.bundle force row level security;
alter table core.school force row level security;
