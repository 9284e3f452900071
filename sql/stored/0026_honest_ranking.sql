-- Rankings and clusters with all that is uncertain about them: by sampling, by the method, and both; what a ranking rests on;
-- clusters that are known again from year to year, with names that an analyst may give.

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'rank_pool_units',
    30,
    'Показатель из меньшего числа единиц складывается с предыдущими годами',
    'A key indicator of fewer units is pooled with the years before',
    'методика, 6.3'
),
(
    'rank_pool_years', 3, 'Лет, которые складываются, не больше',
    'Years pooled, at most', 'методика, 6.3'
),
(
    'rank_similar_schools',
    5,
    'Похожих школ с местом, чтобы назвать место среди них, не меньше',
    'Similar schools with a place for a place among them, at least', 'методика, 5.1 C'
),
(
    'rank_context_correlation',
    0.7,
    'Корреляция балла с условиями, выше которой рейтинг в основном отражает контекст',
    'Correlation of the score with context above which a ranking mostly reflects it',
    'методика, 6.1 шаг 9'
),
(
    'rank_context_schools', 10, 'Школ для корреляции с условиями не меньше',
    'Schools for a correlation with context, at least', 'методика, 6.1 шаг 9'
),
(
    'rank_redundant',
    0.9,
    'Корреляция показателей, выше которой они говорят одно и то же',
    'Correlation of indicators above which they say the same twice',
    'методика, 6.1 шаг 4'
),
(
    'rank_conflict',
    -0.4,
    'Корреляция внутри критерия, ниже которой показатели противоречат',
    'Correlation within a criterion below which indicators contradict',
    'методика, 6.1 шаг 4'
),
(
    'cluster_coverage',
    0.9,
    'Доля школ, у которых показатель кластеров известен, не меньше',
    'Share of schools that have an indicator to be clustered by, at least',
    'методика, 7 шаг 1'
),
(
    'cluster_correlation',
    0.8,
    'Корреляция, выше которой из двух показателей входит один',
    'Correlation above which only one of two indicators is clustered by',
    'методика, 7 шаг 1'
),
(
    'cluster_named',
    0.6,
    'Устойчивость кластера (коэффициент Жаккара), ниже которой он не называется',
    'Stability of a cluster (Jaccard) below which it has no name', 'методика, 7 шаг 5'
),
(
    'cluster_membership',
    0.7,
    'Доля выборок со своим кластером, ниже которой школа пограничная',
    'Share of samples with its own cluster below which a school is on a border',
    'методика, 7 шаг 6'
),
(
    'cluster_same',
    0.5,
    'Сходство с кластером прошлого года (коэффициент Жаккара), при котором он тот же',
    'Likeness to a cluster of the year before (Jaccard) that makes it the same',
    'методика, 7 шаг 8'
);

alter table result.rank drop constraint rank_scope_known;
alter table result.rank
add column score_error double precision,
add column sampling_low integer,
add column sampling_high integer,
add column method_low integer,
add column method_high integer,
add column set_low integer,
add column set_high integer,
add column expected_rank double precision,
add column median_rank integer,
add column top_quarter double precision,
add column bottom_quarter double precision,
add column above_next double precision,
add column among integer,
add column indicators jsonb not null default '[]'::jsonb,
add constraint rank_scope_known check (
    scope in ('region', 'municipality', 'cluster', 'similar')
),
add constraint rank_within_sampling check (
    rank between sampling_low and sampling_high
),
add constraint rank_within_method check (rank between method_low and method_high),
add constraint rank_within_set check (rank between set_low and set_high);
comment on column result.rank.scope is 'Среди кого: регион, муниципалитет, кластер, похожие школы';
comment on column result.rank.rank_low is 'Лучшее место 95 % интервала: выборка и выбор метода вместе';
comment on column result.rank.rank_high is 'Худшее место 95 % интервала: выборка и выбор метода вместе';
comment on column result.rank.score_error is 'Стандартная ошибка балла: только выборка';
comment on column result.rank.sampling_low is 'Лучшее место 95 % интервала: только выборка';
comment on column result.rank.sampling_high is 'Худшее место 95 % интервала: только выборка';
comment on column result.rank.method_low is 'Лучшее место 95 % интервала: только выбор метода';
comment on column result.rank.method_high is 'Худшее место 95 % интервала: только выбор метода';
comment on column result.rank.set_low is 'Лучшее место совместного 95 % интервала мест всех школ';
comment on column result.rank.set_high is 'Худшее место совместного 95 % интервала мест всех школ';
comment on column result.rank.expected_rank is 'Ожидаемое место: среднее по розыгрышам';
comment on column result.rank.median_rank is 'Среднее по порядку место в розыгрышах';
comment on column result.rank.top_quarter is 'Вероятность быть в первой четверти';
comment on column result.rank.bottom_quarter is 'Вероятность быть в последней четверти';
comment on column result.rank.above_next is 'Вероятность стоять выше следующей по ожидаемому месту школы';
comment on column result.rank.among is 'Школ с местом в этой области';
comment on column result.rank.indicators is 'Показатели: части, значение, стянутое значение, балл; в порядке набора, только в области региона';

create table result.rank_model (
    territory_id bigint not null,
    academic_year integer not null,
    key_set_id bigint not null,
    scope text not null,
    school_count integer not null,
    model jsonb not null,
    context jsonb not null,
    since_run bigint not null,
    until_run bigint,
    constraint rank_model_pkey primary key (
        territory_id, academic_year, key_set_id, scope, since_run
    ),
    constraint rank_model_territory_known foreign key (territory_id)
    references core.territory (territory_id),
    constraint rank_model_key_set_known foreign key (key_set_id)
    references result.key_set (key_set_id),
    constraint rank_model_scope_known check (scope in ('region', 'municipality')),
    constraint rank_model_runs_in_order check (until_run > since_run)
);
create unique index rank_model_current_index
on result.rank_model (territory_id, academic_year, key_set_id, scope)
where until_run is null;
comment on table result.rank_model is 'На чём держится рейтинг: чувствительность, важность критериев, связь с условиями';
comment on column result.rank_model.territory_id is 'Регион или муниципалитет';
comment on column result.rank_model.academic_year is 'Учебный год';
comment on column result.rank_model.key_set_id is 'Набор ключевых показателей';
comment on column result.rank_model.scope is 'Среди кого: регион или муниципалитет';
comment on column result.rank_model.school_count is 'Школ с местом';
comment on column result.rank_model.model is 'Чувствительность к выбору метода, вклад показателей, важность критериев';
comment on column result.rank_model.context is 'Корреляция балла с показателями условий';
comment on column result.rank_model.since_run is 'С какого расчёта действует';
comment on column result.rank_model.until_run is 'С какого расчёта больше не действует';

alter table result.cluster
add column identity integer,
add column jaccard double precision,
add column name_ru text,
add column name_en text,
add constraint cluster_named_in_both check ((name_ru is null) = (name_en is null));
comment on column result.cluster.identity is 'Номер, под которым кластер узнаётся из года в год';
comment on column result.cluster.jaccard is 'Устойчивость: средний коэффициент Жаккара по выборкам';
comment on column result.cluster.name_ru is 'Название по признакам; пусто у неустойчивого кластера';
comment on column result.cluster.name_en is 'Название по признакам, по-английски';

alter table result.cluster_member
add column membership double precision,
add column is_borderline boolean,
add column indicators jsonb not null default '[]'::jsonb;
comment on column result.cluster_member.membership is 'Доля выборок, в которых школа со своим кластером';
comment on column result.cluster_member.is_borderline is 'Пограничная: силуэт ниже нуля или мало выборок со своим кластером';
comment on column result.cluster_member.indicators is 'Части показателей школы, в порядке набора';

create table result.cluster_name (
    territory_id bigint not null,
    identity integer not null,
    given_at timestamptz not null default now(),
    name_ru text not null,
    name_en text not null,
    given_by text not null,
    constraint cluster_name_pkey primary key (territory_id, identity, given_at),
    constraint cluster_name_territory_known foreign key (territory_id)
    references core.territory (territory_id),
    constraint cluster_name_not_empty check (name_ru <> '' and name_en <> ''),
    constraint cluster_name_given_by_someone check (given_by <> '')
);
comment on table result.cluster_name is 'Названия кластеров, данные аналитиком; действует последнее';
comment on column result.cluster_name.territory_id is 'Регион';
comment on column result.cluster_name.identity is 'Номер, под которым кластер узнаётся из года в год';
comment on column result.cluster_name.given_at is 'Когда дано';
comment on column result.cluster_name.name_ru is 'Название';
comment on column result.cluster_name.name_en is 'Название, по-английски';
comment on column result.cluster_name.given_by is 'Кем утверждено';
