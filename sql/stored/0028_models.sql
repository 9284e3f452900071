-- What earlier years say of a school: what it adds to its pupils' earlier results, how its figures move, and how far they
-- can be carried forward.

create table result.effect_model (
    territory_id bigint not null,
    academic_year integer not null,
    model text not null,
    variant text not null,
    school_count bigint not null,
    result_count bigint not null,
    pupil_count bigint not null,
    reason text,
    coefficients jsonb not null,
    group_variance double precision,
    residual_variance double precision,
    criterion double precision,
    since_run bigint not null,
    until_run bigint,
    constraint effect_model_pkey primary key (
        territory_id, academic_year, model, variant, since_run
    ),
    constraint effect_model_territory_known foreign key (territory_id)
    references core.territory (territory_id),
    constraint effect_model_variant_known check (variant in ('a', 'b')),
    constraint effect_model_fit_or_reason check (
        (reason is null) = (group_variance is not null)
    ),
    constraint effect_model_runs_in_order check (until_run > since_run)
);
create unique index effect_model_current_index
on result.effect_model (territory_id, academic_year, model, variant)
where until_run is null;
comment on table result.effect_model is 'Модели добавленной стоимости: одна на регион, год, экзамен и вариант';
comment on column result.effect_model.territory_id is 'Регион';
comment on column result.effect_model.academic_year is 'Учебный год итогового экзамена';
comment on column result.effect_model.model is 'Модель: какой экзамен по какому прежнему';
comment on column result.effect_model.variant is 'a — по прежнему результату ученика; b — ещё и по среднему школы';
comment on column result.effect_model.school_count is 'Школ с учениками, чей прежний результат известен';
comment on column result.effect_model.result_count is 'Итоговых результатов';
comment on column result.effect_model.pupil_count is 'Из них с прежним результатом';
comment on column result.effect_model.reason is 'Почему модели нет';
comment on column result.effect_model.coefficients is 'Коэффициенты: имя, оценка, стандартная ошибка';
comment on column result.effect_model.group_variance is 'Дисперсия между школами, σᵤ²';
comment on column result.effect_model.residual_variance is 'Дисперсия внутри школ, σₑ²';
comment on column result.effect_model.criterion is '−2 ln правдоподобия (ограниченного)';
comment on column result.effect_model.since_run is 'С какого расчёта действует';
comment on column result.effect_model.until_run is 'С какого расчёта больше не действует';

create table result.effect (
    school_id bigint not null,
    academic_year integer not null,
    model text not null,
    variant text not null,
    result_count bigint not null,
    pupil_count bigint not null,
    is_linkage_low boolean not null,
    effect double precision,
    standard_error double precision,
    low double precision,
    high double precision,
    pair_low double precision,
    pair_high double precision,
    level integer,
    rank integer,
    rank_low integer,
    rank_high integer,
    set_low integer,
    set_high integer,
    reason text,
    since_run bigint not null,
    until_run bigint,
    constraint effect_pkey primary key (
        school_id, academic_year, model, variant, since_run
    ),
    constraint effect_school_known foreign key (school_id)
    references core.school (school_id),
    constraint effect_level_in_range check (level between 1 and 5),
    constraint effect_or_reason check ((effect is null) = (reason is not null)),
    constraint effect_runs_in_order check (until_run > since_run)
);
create unique index effect_current_index
on result.effect (school_id, academic_year, model, variant)
where until_run is null;
comment on table result.effect is 'Добавленная стоимость школы: насколько результаты выше ожидаемых по прежним результатам тех же учеников';
comment on column result.effect.school_id is 'Школа';
comment on column result.effect.academic_year is 'Учебный год итогового экзамена';
comment on column result.effect.model is 'Модель';
comment on column result.effect.variant is 'Вариант модели';
comment on column result.effect.result_count is 'Итоговых результатов в школе';
comment on column result.effect.pupil_count is 'Из них с прежним результатом в этой же школе';
comment on column result.effect.is_linkage_low is 'Прежний результат известен у слишком малой доли';
comment on column result.effect.effect is 'Эффект в баллах, стянутый к среднему региона';
comment on column result.effect.standard_error is 'Условная стандартная ошибка';
comment on column result.effect.low is 'Нижняя граница 95 % интервала: рядом со средней школой';
comment on column result.effect.high is 'Верхняя граница';
comment on column result.effect.pair_low is 'Нижняя граница интервала для пары школ (Голдстейн — Хили)';
comment on column result.effect.pair_high is 'Верхняя граница интервала для пары школ';
comment on column result.effect.level is 'Уровень 1–5 по отношению эффекта к ошибке: −2, −1, 1, 2';
comment on column result.effect.rank is 'Место по эффекту; 1 — наибольший';
comment on column result.effect.rank_low is 'Лучшее место 95 % интервала';
comment on column result.effect.rank_high is 'Худшее место 95 % интервала';
comment on column result.effect.set_low is 'Лучшее место одновременного 95 % множества';
comment on column result.effect.set_high is 'Худшее место одновременного 95 % множества';
comment on column result.effect.reason is 'Почему эффекта нет';
comment on column result.effect.since_run is 'С какого расчёта действует';
comment on column result.effect.until_run is 'С какого расчёта больше не действует';

create table result.trend (
    school_id bigint not null,
    academic_year integer not null,
    indicator_id bigint not null,
    cut text not null,
    year_count integer not null,
    change double precision,
    change_low double precision,
    change_high double precision,
    drift double precision,
    adjusted double precision,
    adjusted_low double precision,
    adjusted_high double precision,
    verdict text,
    slope double precision,
    slope_error double precision,
    forecast double precision,
    forecast_low double precision,
    forecast_high double precision,
    forecast_method text,
    forecast_error double precision,
    reasons text[] not null,
    since_run bigint not null,
    until_run bigint,
    constraint trend_pkey primary key (
        school_id, academic_year, indicator_id, cut, since_run
    ),
    constraint trend_school_known foreign key (school_id)
    references core.school (school_id),
    constraint trend_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint trend_verdict_known check (
        verdict in ('improved', 'declined', 'unchanged', 'rose', 'fell')
    ),
    constraint trend_runs_in_order check (until_run > since_run)
);
create unique index trend_current_index
on result.trend (indicator_id, school_id, academic_year, cut)
where until_run is null;
comment on table result.trend is 'Динамика показателя школы к последнему году и прогноз на следующий';
comment on column result.trend.school_id is 'Школа';
comment on column result.trend.academic_year is 'Последний учебный год ряда';
comment on column result.trend.indicator_id is 'Показатель';
comment on column result.trend.cut is 'Разрез';
comment on column result.trend.year_count is 'Лет в ряду';
comment on column result.trend.change is 'Изменение за год';
comment on column result.trend.change_low is 'Нижняя граница 95 % интервала изменения';
comment on column result.trend.change_high is 'Верхняя граница 95 % интервала изменения';
comment on column result.trend.drift is 'Изменение остальных школ региона за тот же год';
comment on column result.trend.adjusted is 'Изменение за вычетом сдвига региона';
comment on column result.trend.adjusted_low is 'Нижняя граница 95 % интервала';
comment on column result.trend.adjusted_high is 'Верхняя граница 95 % интервала';
comment on column result.trend.verdict is 'Вывод: улучшение, ухудшение, без значимых изменений; у показателей контекста — рост, снижение';
comment on column result.trend.slope is 'Среднее изменение в год, стянутое к среднему остальных школ региона';
comment on column result.trend.slope_error is 'Стандартная ошибка';
comment on column result.trend.forecast is 'Прогноз на следующий год';
comment on column result.trend.forecast_low is 'Нижняя граница 95 % интервала прогноза';
comment on column result.trend.forecast_high is 'Верхняя граница 95 % интервала прогноза';
comment on column result.trend.forecast_method is 'Метод прогноза, лучший на прошлых годах региона';
comment on column result.trend.forecast_error is 'Ошибка метода на прошлых годах: корень из среднего квадрата';
comment on column result.trend.reasons is 'Коды оснований: почему чего-то нет и с чем читать';
comment on column result.trend.since_run is 'С какого расчёта действует';
comment on column result.trend.until_run is 'С какого расчёта больше не действует';

create table result.driver (
    territory_id bigint not null,
    academic_year integer not null,
    outcome text not null,
    outcome_cut text not null,
    factor text not null,
    factor_cut text not null,
    school_count bigint not null,
    estimate double precision,
    low double precision,
    high double precision,
    p_value double precision,
    adjusted_p_value double precision,
    ridge double precision,
    share double precision,
    explained double precision,
    cross_fit double precision,
    reason text,
    since_run bigint not null,
    until_run bigint,
    constraint driver_pkey primary key (
        territory_id, academic_year, outcome, outcome_cut, factor, factor_cut, since_run
    ),
    constraint driver_territory_known foreign key (territory_id)
    references core.territory (territory_id),
    constraint driver_or_reason check ((estimate is null) = (reason is not null)),
    constraint driver_runs_in_order check (until_run > since_run)
);
create unique index driver_current_index
on result.driver (territory_id, academic_year, outcome, outcome_cut, factor, factor_cut)
where until_run is null;
comment on table result.driver is 'С чем связаны результаты школ региона; связь — не влияние';
comment on column result.driver.territory_id is 'Регион';
comment on column result.driver.academic_year is 'Учебный год';
comment on column result.driver.outcome is 'Результат: показатель';
comment on column result.driver.outcome_cut is 'Разрез результата';
comment on column result.driver.factor is 'Фактор: показатель';
comment on column result.driver.factor_cut is 'Разрез фактора';
comment on column result.driver.school_count is 'Школ, у которых известны результат и все факторы';
comment on column result.driver.estimate is 'На сколько стандартных отклонений результат выше, когда фактор выше на одно, при прочих равных факторах';
comment on column result.driver.low is 'Нижняя граница 95 % интервала (HC3)';
comment on column result.driver.high is 'Верхняя граница 95 % интервала';
comment on column result.driver.p_value is 'p-значение, двустороннее';
comment on column result.driver.adjusted_p_value is 'То же с поправкой Бенджамини — Хохберга на все проверки региона и года';
comment on column result.driver.ridge is 'Коэффициент гребневой регрессии: насколько оценка устойчива';
comment on column result.driver.share is 'Часть объяснённой дисперсии, которая приходится на фактор';
comment on column result.driver.explained is 'Доля дисперсии результата, объяснённая всеми факторами';
comment on column result.driver.cross_fit is 'То же для школ, не участвовавших в подборе (по одной)';
comment on column result.driver.reason is 'Почему связь не оценена';
comment on column result.driver.since_run is 'С какого расчёта действует';
comment on column result.driver.until_run is 'С какого расчёта больше не действует';

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'driver_schools', 30, 'Школ, чтобы искать, с чем связаны результаты, не меньше',
    'Schools to look for what results go with, at least', 'методика, 8'
),
(
    'driver_schools_per_factor', 10, 'Школ на один фактор не меньше',
    'Schools for each factor, at least', 'методика, 8'
),
(
    'driver_discovery', 0.1,
    'Доля случайных среди названных связей не больше',
    'The share of chance among the associations named, at most', 'методика, 8'
),
(
    'effect_schools', 20, 'Школ в модели добавленной стоимости не меньше',
    'Schools in a model of value added, at least', 'методика, 8'
),
(
    'effect_pupils', 10,
    'Учеников с прежним результатом, чтобы назвать эффект школы, не меньше',
    'Pupils with an earlier result to tell a school''s effect, at least', 'методика, 8'
),
(
    'effect_linkage', 0.8,
    'Доля учеников с прежним результатом, ниже которой об этом говорится',
    'The share of pupils with an earlier result below which it is told', 'методика, 8'
),
(
    'trend_units', 10,
    'Единиц наблюдения в каждом году, чтобы говорить о динамике, не меньше',
    'Units in each year to tell a change, at least', 'методика, 8'
),
(
    'change_share', 0.03, 'Доля изменилась, если больше чем на',
    'A share has changed when by at least', 'методика, 8'
),
(
    'change_mark', 0.1, 'Средняя отметка изменилась, если больше чем на',
    'A mean mark has changed when by at least', 'методика, 8'
),
(
    'change_point', 2, 'Средний балл изменился, если больше чем на',
    'A mean score has changed when by at least', 'методика, 8'
);
