-- What chance explains: where a school stands in the funnel of its region, how large a difference is, and how many
-- verdicts err by chance alone.

create table result.funnel (
    school_id bigint not null,
    academic_year integer not null,
    indicator_id bigint not null,
    cut text not null,
    school_count integer not null,
    target double precision not null,
    dispersion double precision not null,
    low95 double precision not null,
    high95 double precision not null,
    low998 double precision not null,
    high998 double precision not null,
    position text not null,
    since_run bigint not null,
    until_run bigint,
    constraint funnel_pkey primary key (
        school_id, academic_year, indicator_id, cut, since_run
    ),
    constraint funnel_school_known foreign key (school_id)
    references core.school (school_id),
    constraint funnel_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint funnel_position_known check (
        position in ('within', 'above95', 'below95', 'above998', 'below998')
    ),
    constraint funnel_limits_in_order check (
        low998 <= low95 and low95 <= high95 and high95 <= high998
    ),
    constraint funnel_runs_in_order check (until_run > since_run)
);
create unique index funnel_current_index
on result.funnel (school_id, academic_year, indicator_id, cut)
where until_run is null;
comment on table result.funnel is 'Место школы в воронке региона: пределы, которых значение школы такой величины достигает случайно';
comment on column result.funnel.school_id is 'Школа';
comment on column result.funnel.academic_year is 'Учебный год';
comment on column result.funnel.indicator_id is 'Показатель';
comment on column result.funnel.cut is 'Разрез';
comment on column result.funnel.school_count is 'Школ в воронке, без самой школы';
comment on column result.funnel.target is 'Общее значение остальных школ региона';
comment on column result.funnel.dispersion is 'Разброс остальных школ против случайного: средний квадрат z; пределы шире, если он больше 1';
comment on column result.funnel.low95 is 'Нижний предел 95 %';
comment on column result.funnel.high95 is 'Верхний предел 95 %';
comment on column result.funnel.low998 is 'Нижний предел 99,8 %';
comment on column result.funnel.high998 is 'Верхний предел 99,8 %';
comment on column result.funnel.position is 'Где значение школы: внутри, за 95 %, за 99,8 %; выше или ниже по величине';
comment on column result.funnel.since_run is 'С какого расчёта действует';
comment on column result.funnel.until_run is 'С какого расчёта больше не действует';

alter table result.comparison
add column effect double precision,
add column z double precision,
add column band integer,
add column p_value double precision,
add constraint comparison_band_known check (band between -2 and 2),
add constraint comparison_p_value_in_range check (p_value between 0 and 1);
comment on column result.comparison.effect is 'Величина разности: h Коэна у долей, d у средних, логарифм отношения у чисел и отношений';
comment on column result.comparison.z is 'Разность в стандартных ошибках обеих сторон';
comment on column result.comparison.band is 'Сколько порогов |z| пройдено, −2…2; больше нуля — лучше';
comment on column result.comparison.p_value is 'Двустороннее p тем же способом, что и интервал разности';

create table result.school_family (
    school_id bigint not null,
    academic_year integer not null,
    analogue text not null,
    test_count integer not null,
    verdict_count integer not null,
    discovery_count integer not null,
    cutoff double precision not null,
    since_run bigint not null,
    until_run bigint,
    constraint school_family_pkey primary key (
        school_id, academic_year, analogue, since_run
    ),
    constraint school_family_school_known foreign key (school_id)
    references core.school (school_id),
    constraint school_family_runs_in_order check (until_run > since_run)
);
create unique index school_family_current_index
on result.school_family (school_id, academic_year, analogue)
where until_run is null;
comment on table result.school_family is 'Семейство проверок школы: все её выводы года рядом с одним аналогом';
comment on column result.school_family.school_id is 'Школа';
comment on column result.school_family.academic_year is 'Учебный год';
comment on column result.school_family.analogue is 'Вид аналога';
comment on column result.school_family.test_count is 'Проверок';
comment on column result.school_family.verdict_count is 'Выводов «выше» и «ниже»';
comment on column result.school_family.discovery_count is 'Различий, которые остаются после поправки Бенджамини — Хохберга';
comment on column result.school_family.cutoff is 'Различие остаётся, если его p не больше';
comment on column result.school_family.since_run is 'С какого расчёта действует';
comment on column result.school_family.until_run is 'С какого расчёта больше не действует';

create table result.indicator_family (
    indicator_id bigint not null,
    cut text not null,
    academic_year integer not null,
    analogue text not null,
    test_count integer not null,
    verdict_count integer not null,
    discovery_count integer not null,
    cutoff double precision not null,
    since_run bigint not null,
    until_run bigint,
    constraint indicator_family_pkey primary key (
        indicator_id, cut, academic_year, analogue, since_run
    ),
    constraint indicator_family_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint indicator_family_runs_in_order check (until_run > since_run)
);
create unique index indicator_family_current_index
on result.indicator_family (indicator_id, cut, academic_year, analogue)
where until_run is null;
comment on table result.indicator_family is 'Семейство проверок показателя: выводы года обо всех школах рядом с одним аналогом';
comment on column result.indicator_family.indicator_id is 'Показатель';
comment on column result.indicator_family.cut is 'Разрез';
comment on column result.indicator_family.academic_year is 'Учебный год';
comment on column result.indicator_family.analogue is 'Вид аналога';
comment on column result.indicator_family.test_count is 'Проверок';
comment on column result.indicator_family.verdict_count is 'Выводов «выше» и «ниже»';
comment on column result.indicator_family.discovery_count is 'Различий, которые остаются после поправки Бенджамини — Хохберга';
comment on column result.indicator_family.cutoff is 'Различие остаётся, если его p не больше';
comment on column result.indicator_family.since_run is 'С какого расчёта действует';
comment on column result.indicator_family.until_run is 'С какого расчёта больше не действует';

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'band_near', 1, 'Полоса ±1 начинается с |z|', 'Band ±1 begins at a |z| of',
    'методика, 5.1 B'
),
(
    'band_far', 2, 'Полоса ±2 начинается с |z|', 'Band ±2 begins at a |z| of',
    'методика, 5.1 B'
),
(
    'false_discovery_share', 0.1,
    'Доля ложных среди различий, которые остаются после поправки, в среднем не больше',
    'False ones among the differences that remain after correction, on average at most',
    'методика, 8'
);

create table result.linked_value (
    school_id bigint not null,
    academic_year integer not null,
    indicator_id bigint not null,
    cut text not null,
    member_count integer not null,
    numerator numeric,
    denominator numeric not null,
    sum_squares numeric,
    base_numerator numeric,
    base_denominator numeric,
    since_run bigint not null,
    until_run bigint,
    constraint linked_value_pkey primary key (
        school_id, academic_year, indicator_id, cut, since_run
    ),
    constraint linked_value_school_known foreign key (school_id)
    references core.school (school_id),
    constraint linked_value_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint linked_value_runs_in_order check (until_run > since_run)
);
create unique index linked_value_current_index
on result.linked_value (school_id, academic_year, indicator_id, cut)
where until_run is null;
comment on table result.linked_value is 'Ряд школы до слияния или присоединения: сумма частей её предшественниц и её собственных';
comment on column result.linked_value.school_id is 'Школа-преемница';
comment on column result.linked_value.academic_year is 'Учебный год до слияния';
comment on column result.linked_value.indicator_id is 'Показатель';
comment on column result.linked_value.cut is 'Разрез';
comment on column result.linked_value.member_count is 'Школ, чьи части сложены';
comment on column result.linked_value.numerator is 'Числитель';
comment on column result.linked_value.denominator is 'Знаменатель';
comment on column result.linked_value.sum_squares is 'Сумма квадратов';
comment on column result.linked_value.base_numerator is 'Числитель основания';
comment on column result.linked_value.base_denominator is 'Знаменатель основания';
comment on column result.linked_value.since_run is 'С какого расчёта действует';
comment on column result.linked_value.until_run is 'С какого расчёта больше не действует';

create table result.pooled_comparison (
    school_id bigint not null,
    academic_year integer not null,
    indicator_id bigint not null,
    cut text not null,
    analogue text not null,
    first_year integer not null,
    year_count integer not null,
    is_linked boolean not null,
    numerator numeric not null,
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
    effect double precision,
    z double precision,
    band integer,
    p_value double precision,
    verdict text not null,
    reasons text[] not null,
    since_run bigint not null,
    until_run bigint,
    constraint pooled_comparison_pkey primary key (
        school_id, academic_year, indicator_id, cut, analogue, since_run
    ),
    constraint pooled_comparison_school_known foreign key (school_id)
    references core.school (school_id),
    constraint pooled_comparison_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint pooled_comparison_analogue_known check (
        analogue in ('municipal', 'regional')
    ),
    constraint pooled_comparison_verdict_known check (
        verdict in ('above', 'within', 'below', 'not_comparable')
    ),
    constraint pooled_comparison_years_in_order check (
        first_year < academic_year and year_count > 1
    ),
    constraint pooled_comparison_runs_in_order check (until_run > since_run)
);
create unique index pooled_comparison_current_index
on result.pooled_comparison (school_id, academic_year, indicator_id, cut, analogue)
where until_run is null;
comment on table result.pooled_comparison is 'Показатель малой школы за несколько лет рядом с аналогом за те же годы';
comment on column result.pooled_comparison.school_id is 'Школа';
comment on column result.pooled_comparison.academic_year is 'Последний учебный год';
comment on column result.pooled_comparison.indicator_id is 'Показатель';
comment on column result.pooled_comparison.cut is 'Разрез';
comment on column result.pooled_comparison.analogue is 'Аналог: муниципальный или региональный, за те же годы без самой школы';
comment on column result.pooled_comparison.first_year is 'Первый учебный год';
comment on column result.pooled_comparison.year_count is 'Лет, за которые есть значения';
comment on column result.pooled_comparison.is_linked is 'В ряду есть предшественницы школы';
comment on column result.pooled_comparison.numerator is 'Числитель школы за все годы';
comment on column result.pooled_comparison.denominator is 'Знаменатель школы за все годы';
comment on column result.pooled_comparison.value is 'Значение школы';
comment on column result.pooled_comparison.low is 'Нижняя граница 95 % интервала';
comment on column result.pooled_comparison.high is 'Верхняя граница 95 % интервала';
comment on column result.pooled_comparison.school_count is 'Школ в аналоге в том из лет, когда их было меньше всего';
comment on column result.pooled_comparison.analogue_numerator is 'Числитель аналога';
comment on column result.pooled_comparison.analogue_denominator is 'Знаменатель аналога';
comment on column result.pooled_comparison.analogue_value is 'Значение аналога';
comment on column result.pooled_comparison.difference is 'Разность: школа минус аналог';
comment on column result.pooled_comparison.difference_low is 'Нижняя граница 95 % интервала разности';
comment on column result.pooled_comparison.difference_high is 'Верхняя граница 95 % интервала разности';
comment on column result.pooled_comparison.effect is 'Величина разности';
comment on column result.pooled_comparison.z is 'Разность в стандартных ошибках обеих сторон';
comment on column result.pooled_comparison.band is 'Сколько порогов |z| пройдено, −2…2; больше нуля — лучше';
comment on column result.pooled_comparison.p_value is 'Двустороннее p тем же способом, что и интервал разности';
comment on column result.pooled_comparison.verdict is 'Вердикт: выше, на уровне, ниже, не сопоставимо';
comment on column result.pooled_comparison.reasons is 'Коды оснований вердикта';
comment on column result.pooled_comparison.since_run is 'С какого расчёта действует';
comment on column result.pooled_comparison.until_run is 'С какого расчёта больше не действует';

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'pooled_units', 30,
    'Значение складывается за несколько лет, если единиц наблюдения меньше',
    'A value is pooled over years when its units are below', 'методика, 6.3'
),
(
    'pooled_years', 3, 'За сколько лет складывается значение малой школы',
    'Years a small school''s value is pooled over', 'методика, 6.3'
);
