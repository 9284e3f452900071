-- Everything that arrives already counted: health, welfare, families, rooms, checks.
-- A slice is (school, academic year, table); every row keeps its bundle and row number.

create table core.class_activity_count (
    school_id bigint not null,
    academic_year integer not null,
    class_code text not null,
    activity text not null,
    as_of_on date not null,
    students_count integer not null,
    bundle_id bigint not null,
    row_number integer not null,
    constraint class_activity_count_pkey primary key (
        school_id, academic_year, class_code, activity, as_of_on
    ),
    constraint class_activity_count_school_known foreign key (school_id)
    references core.school (school_id),
    constraint class_activity_count_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint class_activity_count_class_code_well_formed check (
        length(class_code) between 1 and 64
    ),
    constraint class_activity_count_activity_known check (
        activity in (
            'extra_ed_any',
            'sport_any',
            'sport_section',
            'hot_meal_paid',
            'hot_meal_free',
            'camp',
            'selfgov',
            'transport',
            'interest'
        )
    ),
    constraint class_activity_count_students_count_in_range check (
        students_count between 0 and 100
    ),
    constraint class_activity_count_class_known foreign key (
        school_id, academic_year, class_code
    )
    references core.class (school_id, academic_year, class_code)
);
comment on table core.class_activity_count is 'Охват по классам';
comment on column core.class_activity_count.school_id is 'Школа';
comment on column core.class_activity_count.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.class_activity_count.class_code is 'Код класса';
comment on column core.class_activity_count.activity is 'Вид занятости: допобразование, спорт, секция, питание платное и бесплатное, лагерь, самоуправление, подвоз, по интересам';
comment on column core.class_activity_count.as_of_on is 'По состоянию на';
comment on column core.class_activity_count.students_count is 'Обучающихся';
comment on column core.class_activity_count.bundle_id is 'Пакет, который принёс строку';
comment on column core.class_activity_count.row_number is 'Номер строки в файле таблицы';

create table core.health_aggregate (
    school_id bigint not null,
    academic_year integer not null,
    cohort text not null,
    as_of_on date not null,
    examined_count integer not null,
    group1_count integer not null,
    group2_count integer not null,
    group3_count integer not null,
    group4_count integer not null,
    group5_count integer not null,
    pe_main_count integer,
    pe_prep_count integer,
    pe_special_count integer,
    bundle_id bigint not null,
    row_number integer not null,
    constraint health_aggregate_pkey primary key (
        school_id, academic_year, cohort, as_of_on
    ),
    constraint health_aggregate_school_known foreign key (school_id)
    references core.school (school_id),
    constraint health_aggregate_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint health_aggregate_cohort_known check (
        cohort in (
            'entry',
            'age14',
            'g1',
            'g2',
            'g3',
            'g4',
            'g5',
            'g6',
            'g7',
            'g8',
            'g9',
            'g10',
            'g11'
        )
    ),
    constraint health_aggregate_examined_count_in_range check (
        examined_count between 0 and 20000
    ),
    constraint health_aggregate_group1_count_in_range check (
        group1_count between 0 and 20000
    ),
    constraint health_aggregate_group2_count_in_range check (
        group2_count between 0 and 20000
    ),
    constraint health_aggregate_group3_count_in_range check (
        group3_count between 0 and 20000
    ),
    constraint health_aggregate_group4_count_in_range check (
        group4_count between 0 and 20000
    ),
    constraint health_aggregate_group5_count_in_range check (
        group5_count between 0 and 20000
    ),
    constraint health_aggregate_pe_main_count_in_range check (
        pe_main_count between 0 and 20000
    ),
    constraint health_aggregate_pe_prep_count_in_range check (
        pe_prep_count between 0 and 20000
    ),
    constraint health_aggregate_pe_special_count_in_range check (
        pe_special_count between 0 and 20000
    ),
    constraint health_aggregate_parts_sum_to_whole check (
        group1_count + group2_count + group3_count + group4_count + group5_count
        = examined_count
    )
);
comment on table core.health_aggregate is 'Группы здоровья (итоги осмотров)';
comment on column core.health_aggregate.school_id is 'Школа';
comment on column core.health_aggregate.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.health_aggregate.cohort is 'Когорта: поступающие, 14-летние, параллель';
comment on column core.health_aggregate.as_of_on is 'По состоянию на';
comment on column core.health_aggregate.examined_count is 'Осмотрено';
comment on column core.health_aggregate.group1_count is 'I группа';
comment on column core.health_aggregate.group2_count is 'II группа';
comment on column core.health_aggregate.group3_count is 'III группа';
comment on column core.health_aggregate.group4_count is 'IV группа';
comment on column core.health_aggregate.group5_count is 'V группа';
comment on column core.health_aggregate.pe_main_count is 'Основная физкультурная группа';
comment on column core.health_aggregate.pe_prep_count is 'Подготовительная';
comment on column core.health_aggregate.pe_special_count is 'Специальная';
comment on column core.health_aggregate.bundle_id is 'Пакет, который принёс строку';
comment on column core.health_aggregate.row_number is 'Номер строки в файле таблицы';

create table core.morbidity_aggregate (
    school_id bigint not null,
    academic_year integer not null,
    population text not null,
    period_code text not null,
    cases_count integer not null,
    days_count integer not null,
    never_ill_count integer,
    headcount integer not null,
    bundle_id bigint not null,
    row_number integer not null,
    constraint morbidity_aggregate_pkey primary key (
        school_id, academic_year, population, period_code
    ),
    constraint morbidity_aggregate_school_known foreign key (school_id)
    references core.school (school_id),
    constraint morbidity_aggregate_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint morbidity_aggregate_population_known check (
        population in ('students', 'teachers', 'other')
    ),
    constraint morbidity_aggregate_period_code_well_formed check (
        length(period_code) between 1 and 64
    ),
    constraint morbidity_aggregate_cases_count_in_range check (
        cases_count between 0 and 1000000
    ),
    constraint morbidity_aggregate_days_count_in_range check (
        days_count between 0 and 1000000
    ),
    constraint morbidity_aggregate_never_ill_count_in_range check (
        never_ill_count between 0 and 20000
    ),
    constraint morbidity_aggregate_headcount_in_range check (
        headcount between 0 and 20000
    ),
    constraint morbidity_aggregate_period_known foreign key (
        school_id, academic_year, period_code
    )
    references core.period (school_id, academic_year, period_code),
    constraint morbidity_aggregate_part_within_whole check (
        never_ill_count is null or never_ill_count <= headcount
    )
);
comment on table core.morbidity_aggregate is 'Заболеваемость (итоги)';
comment on column core.morbidity_aggregate.school_id is 'Школа';
comment on column core.morbidity_aggregate.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.morbidity_aggregate.population is 'Кто: обучающиеся, учителя, прочие';
comment on column core.morbidity_aggregate.period_code is 'Код периода';
comment on column core.morbidity_aggregate.cases_count is 'Случаев';
comment on column core.morbidity_aggregate.days_count is 'Дней';
comment on column core.morbidity_aggregate.never_ill_count is 'Ни разу не болели';
comment on column core.morbidity_aggregate.headcount is 'Численность';
comment on column core.morbidity_aggregate.bundle_id is 'Пакет, который принёс строку';
comment on column core.morbidity_aggregate.row_number is 'Номер строки в файле таблицы';

create index morbidity_aggregate_period_index
on core.morbidity_aggregate (school_id, academic_year, period_code);

create table core.welfare_aggregate (
    school_id bigint not null,
    academic_year integer not null,
    register text not null,
    as_of_on date not null,
    students_count integer not null,
    offences_count integer,
    bundle_id bigint not null,
    row_number integer not null,
    constraint welfare_aggregate_pkey primary key (
        school_id, academic_year, register, as_of_on
    ),
    constraint welfare_aggregate_school_known foreign key (school_id)
    references core.school (school_id),
    constraint welfare_aggregate_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint welfare_aggregate_register_known check (
        register in ('opdn', 'kdn', 'vshk', 'any_distinct')
    ),
    constraint welfare_aggregate_students_count_in_range check (
        students_count between 0 and 20000
    ),
    constraint welfare_aggregate_offences_count_in_range check (
        offences_count between 0 and 20000
    )
);
comment on table core.welfare_aggregate is 'Учёт ОПДН и КДН (итоги)';
comment on column core.welfare_aggregate.school_id is 'Школа';
comment on column core.welfare_aggregate.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.welfare_aggregate.register is 'Учёт: ОПДН, КДНиЗП, внутришкольный, различных лиц на ОПДН или КДНиЗП';
comment on column core.welfare_aggregate.as_of_on is 'По состоянию на';
comment on column core.welfare_aggregate.students_count is 'Обучающихся';
comment on column core.welfare_aggregate.offences_count is 'Правонарушений';
comment on column core.welfare_aggregate.bundle_id is 'Пакет, который принёс строку';
comment on column core.welfare_aggregate.row_number is 'Номер строки в файле таблицы';

create table core.parent_engagement (
    school_id bigint not null,
    academic_year integer not null,
    class_code text not null,
    as_of_on date not null,
    families_count integer not null,
    engaged_count integer not null,
    bundle_id bigint not null,
    row_number integer not null,
    constraint parent_engagement_pkey primary key (
        school_id, academic_year, class_code, as_of_on
    ),
    constraint parent_engagement_school_known foreign key (school_id)
    references core.school (school_id),
    constraint parent_engagement_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint parent_engagement_class_code_well_formed check (
        length(class_code) between 1 and 64
    ),
    constraint parent_engagement_families_count_in_range check (
        families_count between 0 and 100
    ),
    constraint parent_engagement_engaged_count_in_range check (
        engaged_count between 0 and 100
    ),
    constraint parent_engagement_class_known foreign key (
        school_id, academic_year, class_code
    )
    references core.class (school_id, academic_year, class_code),
    constraint parent_engagement_part_within_whole check (
        engaged_count <= families_count
    )
);
comment on table core.parent_engagement is 'Участие родителей в жизни школы';
comment on column core.parent_engagement.school_id is 'Школа';
comment on column core.parent_engagement.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.parent_engagement.class_code is 'Код класса';
comment on column core.parent_engagement.as_of_on is 'По состоянию на';
comment on column core.parent_engagement.families_count is 'Семей';
comment on column core.parent_engagement.engaged_count is 'Из них участвуют';
comment on column core.parent_engagement.bundle_id is 'Пакет, который принёс строку';
comment on column core.parent_engagement.row_number is 'Номер строки в файле таблицы';

create table core.survey_result (
    school_id bigint not null,
    academic_year integer not null,
    survey_code text not null,
    item_code text not null,
    audience text not null,
    as_of_on date not null,
    invited_count integer not null,
    answered_count integer not null,
    answer1_count integer not null,
    answer2_count integer not null,
    answer3_count integer not null,
    answer4_count integer not null,
    answer5_count integer not null,
    bundle_id bigint not null,
    row_number integer not null,
    constraint survey_result_pkey primary key (
        school_id, academic_year, survey_code, item_code, audience, as_of_on
    ),
    constraint survey_result_school_known foreign key (school_id)
    references core.school (school_id),
    constraint survey_result_year_in_range check (academic_year between 1950 and 2100),
    constraint survey_result_survey_code_well_formed check (
        length(survey_code) between 1 and 64
    ),
    constraint survey_result_item_code_well_formed check (
        length(item_code) between 1 and 64
    ),
    constraint survey_result_audience_known check (
        audience in ('parents', 'students', 'staff')
    ),
    constraint survey_result_invited_count_in_range check (
        invited_count between 0 and 20000
    ),
    constraint survey_result_answered_count_in_range check (
        answered_count between 0 and 20000
    ),
    constraint survey_result_answer1_count_in_range check (
        answer1_count between 0 and 20000
    ),
    constraint survey_result_answer2_count_in_range check (
        answer2_count between 0 and 20000
    ),
    constraint survey_result_answer3_count_in_range check (
        answer3_count between 0 and 20000
    ),
    constraint survey_result_answer4_count_in_range check (
        answer4_count between 0 and 20000
    ),
    constraint survey_result_answer5_count_in_range check (
        answer5_count between 0 and 20000
    ),
    constraint survey_result_parts_sum_to_whole check (
        answer1_count + answer2_count + answer3_count + answer4_count + answer5_count
        = answered_count
    ),
    constraint survey_result_part_within_whole check (answered_count <= invited_count)
);
comment on table core.survey_result is 'Итоги анкетирования';
comment on column core.survey_result.school_id is 'Школа';
comment on column core.survey_result.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.survey_result.survey_code is 'Код анкеты';
comment on column core.survey_result.item_code is 'Код вопроса';
comment on column core.survey_result.audience is 'Кого опрашивали';
comment on column core.survey_result.as_of_on is 'Дата';
comment on column core.survey_result.invited_count is 'Приглашено';
comment on column core.survey_result.answered_count is 'Ответили';
comment on column core.survey_result.answer1_count is 'Ответ 1 (хуже всего)';
comment on column core.survey_result.answer2_count is 'Ответ 2';
comment on column core.survey_result.answer3_count is 'Ответ 3';
comment on column core.survey_result.answer4_count is 'Ответ 4';
comment on column core.survey_result.answer5_count is 'Ответ 5 (лучше всего)';
comment on column core.survey_result.bundle_id is 'Пакет, который принёс строку';
comment on column core.survey_result.row_number is 'Номер строки в файле таблицы';
