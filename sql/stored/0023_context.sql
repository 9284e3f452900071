-- The context of schools: the yardstick by which a year's similar schools are found, kept for the year; what a school of
-- such a context may be expected to reach; and wishes to find similar schools anew.

create table result.context_model (
    territory_id bigint not null,
    academic_year integer not null,
    level text not null,
    school_class text not null,
    version integer not null,
    school_count integer not null,
    neighbor_count integer not null,
    caliper double precision,
    typical_distance double precision,
    weights_year integer not null,
    weights_from text not null,
    penalty double precision,
    cross_fit double precision,
    variables jsonb not null,
    since_run bigint not null,
    until_run bigint,
    constraint context_model_pkey primary key (
        territory_id, academic_year, level, school_class, since_run
    ),
    constraint context_model_territory_known foreign key (territory_id)
    references core.territory (territory_id),
    constraint context_model_level_known check (level in ('noo', 'ooo', 'soo')),
    constraint context_model_school_class_known check (
        school_class in ('general', 'special', 'evening')
    ),
    constraint context_model_version_in_range check (version >= 1),
    constraint context_model_weights_from_known check (
        weights_from in ('regression', 'equal')
    ),
    constraint context_model_runs_in_order check (until_run > since_run)
);
create unique index context_model_current_index
on result.context_model (territory_id, academic_year, level, school_class)
where until_run is null;
comment on table result.context_model is 'Мера похожести школ региона: одна на учебный год, уровень и вид школ';
comment on column result.context_model.territory_id is 'Регион';
comment on column result.context_model.academic_year is 'Учебный год';
comment on column result.context_model.level is 'Старший уровень образования школ: НОО, ООО, СОО';
comment on column result.context_model.school_class is 'Общеобразовательные, коррекционные, вечерние';
comment on column result.context_model.version is 'Который раз за год подобраны похожие школы';
comment on column result.context_model.school_count is 'Школ с достаточным контекстом';
comment on column result.context_model.neighbor_count is 'Сколько похожих школ ищется каждой';
comment on column result.context_model.caliper is 'Расстояние, дальше которого школа не похожа';
comment on column result.context_model.typical_distance is 'Медиана по школам среднего расстояния до похожих школ';
comment on column result.context_model.weights_year is 'Учебный год, по которому найдены веса';
comment on column result.context_model.weights_from is 'Откуда веса: регрессия или равные';
comment on column result.context_model.penalty is 'Штраф регрессии, найденный скользящим контролем';
comment on column result.context_model.cross_fit is 'Доля объяснённой изменчивости при скользящем контроле';
comment on column result.context_model.variables is 'Признаки: центр, единица, вес, коэффициент';
comment on column result.context_model.since_run is 'С какого расчёта действует';
comment on column result.context_model.until_run is 'С какого расчёта больше не действует';

create table result.context_index (
    school_id bigint not null,
    academic_year integer not null,
    index double precision,
    outcome double precision,
    expected double precision,
    residual double precision,
    residual_low double precision,
    residual_high double precision,
    typology text,
    reason text,
    stability jsonb not null,
    since_run bigint not null,
    until_run bigint,
    constraint context_index_pkey primary key (school_id, academic_year, since_run),
    constraint context_index_school_known foreign key (school_id)
    references core.school (school_id),
    constraint context_index_residual_in_interval check (
        residual between residual_low and residual_high
    ),
    constraint context_index_typology_known check (
        typology in ('resilient', 'above_expected', 'as_expected', 'risk', 'underused')
    ),
    constraint context_index_typology_or_reason check (
        (typology is null) = (reason is not null)
    ),
    constraint context_index_runs_in_order check (until_run > since_run)
);
create unique index context_index_current_index
on result.context_index (school_id, academic_year)
where until_run is null;
comment on table result.context_index is 'Индекс контекста школы, ожидаемый результат и тип школы';
comment on column result.context_index.school_id is 'Школа';
comment on column result.context_index.academic_year is 'Учебный год';
comment on column result.context_index.index is 'ИКШ: 50 — средний контекст, 10 — стандартное отклонение';
comment on column result.context_index.outcome is 'Сводный результат экзаменов, в стандартных отклонениях учеников';
comment on column result.context_index.expected is 'Ожидаемый при таком контексте, по остальным школам';
comment on column result.context_index.residual is 'Результат минус ожидаемый, стянутый к нулю';
comment on column result.context_index.residual_low is 'Нижняя граница 95 % интервала';
comment on column result.context_index.residual_high is 'Верхняя граница 95 % интервала';
comment on column result.context_index.typology is 'Тип: резильентная, выше ожидаемого, в соответствии с контекстом, риск, недоиспользует потенциал';
comment on column result.context_index.reason is 'Почему без типа';
comment on column result.context_index.stability is 'Выводы по ключевым показателям рядом с похожими школами при других мерах похожести';
comment on column result.context_index.since_run is 'С какого расчёта действует';
comment on column result.context_index.until_run is 'С какого расчёта больше не действует';

create table intake.match_renewal (
    academic_year integer not null,
    constraint match_renewal_pkey primary key (academic_year)
);
comment on table intake.match_renewal is 'Учебные годы, похожие школы которых следующий расчёт подберёт заново';
comment on column intake.match_renewal.academic_year is 'Учебный год';

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'similar_delivered', 0.9,
    'Похожие школы подбираются, когда контингент прислала такая доля школ',
    'Similar schools are found once such a share of schools has sent its roll',
    'методика, 5.1 C9'
),
(
    'similar_pupils', 10, 'Обучающихся, чтобы школе подбирались похожие, не меньше',
    'Pupils for a school to have and be a similar one, at least', 'методика, 5.1 C1'
),
(
    'similar_context', 0.7,
    'Доля веса признаков контекста, известных у обеих школ, не меньше',
    'Weight share of context variables known of both schools, at least',
    'методика, 5.1 C4'
),
(
    'similar_group_part', 8, 'Похожих школ — одна из стольких подходящих',
    'Similar schools are one of so many eligible', 'методика, 5.1 C5'
),
(
    'similar_least', 8, 'Похожих школ не меньше', 'Similar schools, at least',
    'методика, 5.1 C5'
),
(
    'similar_most', 30, 'Похожих школ не больше', 'Similar schools, at most',
    'методика, 5.1 C5'
),
(
    'similar_caliper', 0.95,
    'Квантиль расстояний до последней похожей школы: дальше не похожа',
    'Quantile of distances to the last similar school: no farther',
    'методика, 5.1 C5'
),
(
    'similar_weight_floor', 0.02, 'Вес признака контекста не меньше',
    'Weight of a context variable, at least', 'методика, 5.1 C3'
),
(
    'similar_weight_schools', 60,
    'Школ с результатами, чтобы веса признаков находила регрессия, не меньше',
    'Schools with outcomes for weights to come from a regression, at least',
    'методика, 5.1 C3'
),
(
    'similar_weight_fit', 0.1,
    'Доля изменчивости, объяснённая при скользящем контроле, ниже которой веса равны',
    'Variance explained when each is left out below which weights are equal',
    'методика, 5.1 C3'
),
(
    'similar_weight_years', 3, 'Учебных лет, на которые закрепляются веса признаков',
    'Academic years that weights of context variables are kept', 'методика, 5.1 C3'
),
(
    'similar_balance', 0.25,
    'Отличие от похожих школ, о котором говорится, стандартных отклонений',
    'Difference from similar schools that is told, in standard deviations',
    'методика, 5.1 C6'
),
(
    'similar_distant', 1.5,
    'Похожие школы далёкие, если во столько раз дальше медианного',
    'Similar schools are distant beyond so many times the median distance',
    'методика, 5.1 C6'
),
(
    'similar_hub', 3,
    'Школа часто встречается, если списков с ней больше: столько на похожую',
    'A hub stands in more lists than so many times their length',
    'методика, 5.1 C8'
),
(
    'context_schools', 30,
    'Школ с результатами, чтобы находить ожидаемый результат, не меньше',
    'Schools with outcomes for an expected outcome, at least', 'методика, 8'
);
