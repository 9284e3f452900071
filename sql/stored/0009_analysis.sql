-- Comparisons, ranks and clusters, versioned as all results are.

create table result.comparison (
    school_id bigint not null,
    academic_year integer not null,
    indicator_id bigint not null,
    cut text not null,
    analogue text not null,
    numerator numeric,
    denominator numeric not null,
    value double precision,
    low double precision,
    high double precision,
    school_count bigint,
    analogue_numerator numeric,
    analogue_denominator numeric,
    analogue_value double precision,
    difference double precision,
    difference_low double precision,
    difference_high double precision,
    percentile double precision,
    verdict text not null,
    reasons text[] not null,
    since_run bigint not null,
    until_run bigint,
    constraint comparison_pkey primary key (
        school_id, academic_year, indicator_id, cut, analogue, since_run
    ),
    constraint comparison_school_known foreign key (school_id)
    references core.school (school_id),
    constraint comparison_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint comparison_analogue_known check (
        analogue in ('municipal', 'regional', 'previous')
    ),
    constraint comparison_verdict_known check (
        verdict in ('above', 'within', 'below', 'not_comparable')
    ),
    constraint comparison_runs_in_order check (until_run > since_run)
);
create unique index comparison_current_index
on result.comparison (school_id, academic_year, indicator_id, cut, analogue)
where until_run is null;
comment on table result.comparison is 'Показатель школы рядом с аналогом и вердикт';
comment on column result.comparison.school_id is 'Школа';
comment on column result.comparison.academic_year is 'Учебный год';
comment on column result.comparison.indicator_id is 'Показатель';
comment on column result.comparison.cut is 'Разрез';
comment on column result.comparison.analogue is 'Аналог: муниципальный, региональный, предыдущий год';
comment on column result.comparison.numerator is 'Числитель школы; пусто, если скрыт';
comment on column result.comparison.denominator is 'Знаменатель школы';
comment on column result.comparison.value is 'Значение школы';
comment on column result.comparison.low is 'Нижняя граница 95 % интервала';
comment on column result.comparison.high is 'Верхняя граница 95 % интервала';
comment on column result.comparison.school_count is 'Школ в аналоге, без самой школы';
comment on column result.comparison.analogue_numerator is 'Числитель аналога';
comment on column result.comparison.analogue_denominator is 'Знаменатель аналога';
comment on column result.comparison.analogue_value is 'Значение аналога';
comment on column result.comparison.difference is 'Разность: школа минус аналог';
comment on column result.comparison.difference_low is 'Нижняя граница 95 % интервала разности';
comment on column result.comparison.difference_high is 'Верхняя граница 95 % интервала разности';
comment on column result.comparison.percentile is 'Процентиль значения среди школ аналога, 0–100';
comment on column result.comparison.verdict is 'Вердикт: выше, на уровне, ниже, не сопоставимо';
comment on column result.comparison.reasons is 'Коды оснований вердикта';
comment on column result.comparison.since_run is 'С какого расчёта действует';
comment on column result.comparison.until_run is 'С какого расчёта больше не действует';

create table result.rank (
    school_id bigint not null,
    academic_year integer not null,
    key_set_id bigint not null,
    scope text not null,
    score double precision,
    rank integer,
    rank_low integer,
    rank_high integer,
    tier integer,
    reason text,
    parts jsonb not null,
    since_run bigint not null,
    until_run bigint,
    constraint rank_pkey primary key (
        school_id, academic_year, key_set_id, scope, since_run
    ),
    constraint rank_school_known foreign key (school_id)
    references core.school (school_id),
    constraint rank_key_set_known foreign key (key_set_id)
    references result.key_set (key_set_id),
    constraint rank_scope_known check (scope in ('region', 'municipality')),
    constraint rank_within_its_interval check (rank between rank_low and rank_high),
    constraint rank_or_reason check ((rank is null) = (reason is not null)),
    constraint rank_runs_in_order check (until_run > since_run)
);
create unique index rank_current_index
on result.rank (school_id, academic_year, key_set_id, scope)
where until_run is null;
comment on table result.rank is 'Место школы с интервалом и группой неразличимых школ';
comment on column result.rank.school_id is 'Школа';
comment on column result.rank.academic_year is 'Учебный год';
comment on column result.rank.key_set_id is 'Набор ключевых показателей';
comment on column result.rank.scope is 'Среди кого: регион или муниципалитет';
comment on column result.rank.score is 'Сводный балл, 0–100';
comment on column result.rank.rank is 'Место по баллу; пусто, если не ранжируется';
comment on column result.rank.rank_low is 'Лучшее место 95 % интервала';
comment on column result.rank.rank_high is 'Худшее место 95 % интервала';
comment on column result.rank.tier is 'Группа неразличимых школ, 1 — первая';
comment on column result.rank.reason is 'Почему не ранжируется';
comment on column result.rank.parts is 'Баллы критериев';
comment on column result.rank.since_run is 'С какого расчёта действует';
comment on column result.rank.until_run is 'С какого расчёта больше не действует';

create table result.cluster (
    territory_id bigint not null,
    academic_year integer not null,
    cluster_number integer not null,
    school_count integer not null,
    silhouette double precision,
    medoid_school_id bigint,
    profile jsonb not null,
    since_run bigint not null,
    until_run bigint,
    constraint cluster_pkey primary key (
        territory_id, academic_year, cluster_number, since_run
    ),
    constraint cluster_territory_known foreign key (territory_id)
    references core.territory (territory_id),
    constraint cluster_runs_in_order check (until_run > since_run)
);
comment on table result.cluster is 'Кластер школ региона; номер 0 — о модели в целом';
comment on column result.cluster.territory_id is 'Регион';
comment on column result.cluster.academic_year is 'Учебный год';
comment on column result.cluster.cluster_number is 'Номер кластера; 0 — модель в целом';
comment on column result.cluster.school_count is 'Школ';
comment on column result.cluster.silhouette is 'Средний силуэт';
comment on column result.cluster.medoid_school_id is 'Школа-пример: ближе всех к остальным';
comment on column result.cluster.profile is 'Профиль: показатель, среднее, отклонение; у модели — выбор числа кластеров';
comment on column result.cluster.since_run is 'С какого расчёта действует';
comment on column result.cluster.until_run is 'С какого расчёта больше не действует';

create table result.cluster_member (
    school_id bigint not null,
    academic_year integer not null,
    cluster_number integer,
    silhouette double precision,
    reason text,
    since_run bigint not null,
    until_run bigint,
    constraint cluster_member_pkey primary key (school_id, academic_year, since_run),
    constraint cluster_member_school_known foreign key (school_id)
    references core.school (school_id),
    constraint cluster_member_or_reason check (
        (cluster_number is null) = (reason is not null)
    ),
    constraint cluster_member_runs_in_order check (until_run > since_run)
);
create unique index cluster_member_current_index
on result.cluster_member (school_id, academic_year)
where until_run is null;
comment on table result.cluster_member is 'В каком кластере школа';
comment on column result.cluster_member.school_id is 'Школа';
comment on column result.cluster_member.academic_year is 'Учебный год';
comment on column result.cluster_member.cluster_number is 'Номер кластера';
comment on column result.cluster_member.silhouette is 'Силуэт школы, от −1 до 1';
comment on column result.cluster_member.reason is 'Почему без кластера';
comment on column result.cluster_member.since_run is 'С какого расчёта действует';
comment on column result.cluster_member.until_run is 'С какого расчёта больше не действует';
