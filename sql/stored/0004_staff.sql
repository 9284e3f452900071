-- Staff under pseudonymous keys, what they teach and learn, and what experts saw.
-- A slice is (school, academic year, table); every row keeps its bundle and row number.

create table core.staff (
    school_id bigint not null,
    academic_year integer not null,
    staff_key text not null,
    position_code text,
    is_teacher boolean not null,
    is_pedagogical boolean not null,
    is_management boolean,
    employment text not null,
    fte numeric,
    category text not null,
    category_on date,
    education_level text,
    is_pedagogical_profile boolean,
    experience_band text,
    age_band text,
    bundle_id bigint not null,
    row_number integer not null,
    constraint staff_pkey primary key (school_id, academic_year, staff_key),
    constraint staff_school_known foreign key (school_id)
    references core.school (school_id),
    constraint staff_year_in_range check (academic_year between 1950 and 2100),
    constraint staff_staff_key_well_formed check (
        length(staff_key) between 1 and 64
    ),
    constraint staff_position_code_well_formed check (
        length(position_code) between 1 and 64
    ),
    constraint staff_employment_known check (
        employment in ('main', 'internal', 'external')
    ),
    constraint staff_fte_in_range check (fte between 0 and 3),
    constraint staff_category_known check (
        category in ('none', 'sootv', 'first', 'highest', 'methodist', 'mentor')
    ),
    constraint staff_education_level_known check (
        education_level in ('general', 'vocational', 'higher')
    ),
    constraint staff_experience_band_known check (
        experience_band in ('0-2', '3-5', '6-10', '11-20', '21-30', '30+')
    ),
    constraint staff_age_band_known check (
        age_band in ('-29', '30-54', '55+')
    )
);
comment on table core.staff is 'Педагогический работник (псевдоним)';
comment on column core.staff.school_id is 'Школа';
comment on column core.staff.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.staff.staff_key is 'Псевдонимный ключ работника';
comment on column core.staff.position_code is 'Код должности';
comment on column core.staff.is_teacher is 'Учитель';
comment on column core.staff.is_pedagogical is 'Педагогический работник';
comment on column core.staff.is_management is 'Руководитель';
comment on column core.staff.employment is 'Занятость: основная, внутреннее совместительство, внешнее совместительство';
comment on column core.staff.fte is 'Ставка';
comment on column core.staff.category is 'Категория: нет, соответствие, первая, высшая, методист, наставник';
comment on column core.staff.category_on is 'Дата присвоения категории';
comment on column core.staff.education_level is 'Образование: общее, среднее профессиональное, высшее';
comment on column core.staff.is_pedagogical_profile is 'Образование педагогической направленности';
comment on column core.staff.experience_band is 'Стаж, лет';
comment on column core.staff.age_band is 'Возраст, лет';
comment on column core.staff.bundle_id is 'Пакет, который принёс строку';
comment on column core.staff.row_number is 'Номер строки в файле таблицы';

create table core.staff_subject (
    school_id bigint not null,
    academic_year integer not null,
    staff_key text not null,
    subject_code text not null,
    hours_week numeric not null,
    is_qualified boolean not null,
    bundle_id bigint not null,
    row_number integer not null,
    constraint staff_subject_pkey primary key (
        school_id, academic_year, staff_key, subject_code
    ),
    constraint staff_subject_school_known foreign key (school_id)
    references core.school (school_id),
    constraint staff_subject_year_in_range check (academic_year between 1950 and 2100),
    constraint staff_subject_staff_key_well_formed check (
        length(staff_key) between 1 and 64
    ),
    constraint staff_subject_subject_code_well_formed check (
        length(subject_code) between 1 and 64
    ),
    constraint staff_subject_hours_week_in_range check (hours_week between 0 and 60),
    constraint staff_subject_staff_known foreign key (
        school_id, academic_year, staff_key
    )
    references core.staff (school_id, academic_year, staff_key),
    constraint staff_subject_subject_code_known foreign key (subject_code)
    references core.subject (subject_code)
);
comment on table core.staff_subject is 'Нагрузка учителя по предмету';
comment on column core.staff_subject.school_id is 'Школа';
comment on column core.staff_subject.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.staff_subject.staff_key is 'Ключ работника';
comment on column core.staff_subject.subject_code is 'Код предмета';
comment on column core.staff_subject.hours_week is 'Часов в неделю';
comment on column core.staff_subject.is_qualified is 'Квалификация соответствует предмету';
comment on column core.staff_subject.bundle_id is 'Пакет, который принёс строку';
comment on column core.staff_subject.row_number is 'Номер строки в файле таблицы';

create table core.staff_pd (
    school_id bigint not null,
    academic_year integer not null,
    staff_key text not null,
    completed_on date not null,
    program_code text not null,
    hours integer not null,
    pd_kind text not null,
    topic_code text,
    is_fgos boolean,
    bundle_id bigint not null,
    row_number integer not null,
    constraint staff_pd_pkey primary key (
        school_id, academic_year, staff_key, completed_on, program_code
    ),
    constraint staff_pd_school_known foreign key (school_id)
    references core.school (school_id),
    constraint staff_pd_year_in_range check (academic_year between 1950 and 2100),
    constraint staff_pd_staff_key_well_formed check (
        length(staff_key) between 1 and 64
    ),
    constraint staff_pd_program_code_well_formed check (
        length(program_code) between 1 and 64
    ),
    constraint staff_pd_hours_in_range check (hours between 1 and 2000),
    constraint staff_pd_pd_kind_known check (
        pd_kind in ('course', 'retraining')
    ),
    constraint staff_pd_topic_code_well_formed check (
        length(topic_code) between 1 and 64
    ),
    constraint staff_pd_staff_known foreign key (school_id, academic_year, staff_key)
    references core.staff (school_id, academic_year, staff_key)
);
comment on table core.staff_pd is 'Повышение квалификации за 36 месяцев до 31 мая';
comment on column core.staff_pd.school_id is 'Школа';
comment on column core.staff_pd.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.staff_pd.staff_key is 'Ключ работника';
comment on column core.staff_pd.completed_on is 'Завершено';
comment on column core.staff_pd.program_code is 'Код программы';
comment on column core.staff_pd.hours is 'Часов';
comment on column core.staff_pd.pd_kind is 'Вид: курсы, переподготовка';
comment on column core.staff_pd.topic_code is 'Код темы';
comment on column core.staff_pd.is_fgos is 'По ФГОС';
comment on column core.staff_pd.bundle_id is 'Пакет, который принёс строку';
comment on column core.staff_pd.row_number is 'Номер строки в файле таблицы';

create table core.staff_activity (
    school_id bigint not null,
    academic_year integer not null,
    staff_key text not null,
    activity_kind text not null,
    held_on date not null,
    level text,
    result text,
    bundle_id bigint not null,
    row_number integer not null,
    constraint staff_activity_pkey primary key (
        school_id, academic_year, staff_key, activity_kind, held_on
    ),
    constraint staff_activity_school_known foreign key (school_id)
    references core.school (school_id),
    constraint staff_activity_year_in_range check (academic_year between 1950 and 2100),
    constraint staff_activity_staff_key_well_formed check (
        length(staff_key) between 1 and 64
    ),
    constraint staff_activity_activity_kind_known check (
        activity_kind in (
            'rmo_talk',
            'rmo_member',
            'prof_contest',
            'ege_expert',
            'jury',
            'attestation_commission'
        )
    ),
    constraint staff_activity_level_known check (
        level in ('school', 'municipal', 'regional', 'federal')
    ),
    constraint staff_activity_result_known check (
        result in ('participant', 'prize', 'winner')
    ),
    constraint staff_activity_staff_known foreign key (
        school_id, academic_year, staff_key
    )
    references core.staff (school_id, academic_year, staff_key)
);
comment on table core.staff_activity is 'Профессиональная активность работника';
comment on column core.staff_activity.school_id is 'Школа';
comment on column core.staff_activity.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.staff_activity.staff_key is 'Ключ работника';
comment on column core.staff_activity.activity_kind is 'Вид: выступление на РМО, член РМО, профессиональный конкурс, эксперт ЕГЭ, жюри, аттестационная комиссия';
comment on column core.staff_activity.held_on is 'Дата';
comment on column core.staff_activity.level is 'Уровень';
comment on column core.staff_activity.result is 'Результат';
comment on column core.staff_activity.bundle_id is 'Пакет, который принёс строку';
comment on column core.staff_activity.row_number is 'Номер строки в файле таблицы';

create table core.staff_practice (
    school_id bigint not null,
    academic_year integer not null,
    staff_key text not null,
    observed_on date not null,
    uses_modern_methods boolean not null,
    uses_ict boolean not null,
    rubric_score numeric,
    source text not null,
    bundle_id bigint not null,
    row_number integer not null,
    constraint staff_practice_pkey primary key (
        school_id, academic_year, staff_key, observed_on
    ),
    constraint staff_practice_school_known foreign key (school_id)
    references core.school (school_id),
    constraint staff_practice_year_in_range check (academic_year between 1950 and 2100),
    constraint staff_practice_staff_key_well_formed check (
        length(staff_key) between 1 and 64
    ),
    constraint staff_practice_rubric_score_in_range check (
        rubric_score between 0 and 100
    ),
    constraint staff_practice_source_known check (
        source in ('self', 'visit')
    ),
    constraint staff_practice_staff_known foreign key (
        school_id, academic_year, staff_key
    )
    references core.staff (school_id, academic_year, staff_key)
);
comment on table core.staff_practice is 'Наблюдение урока или самоанализ';
comment on column core.staff_practice.school_id is 'Школа';
comment on column core.staff_practice.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.staff_practice.staff_key is 'Ключ работника';
comment on column core.staff_practice.observed_on is 'Дата';
comment on column core.staff_practice.uses_modern_methods is 'Современные педагогические технологии';
comment on column core.staff_practice.uses_ict is 'ИКТ на уроке';
comment on column core.staff_practice.rubric_score is 'Балл по рубрике';
comment on column core.staff_practice.source is 'Источник: самоанализ, посещение';
comment on column core.staff_practice.bundle_id is 'Пакет, который принёс строку';
comment on column core.staff_practice.row_number is 'Номер строки в файле таблицы';

create table core.curriculum_load (
    school_id bigint not null,
    academic_year integer not null,
    grade integer not null,
    subject_code text not null,
    as_of_on date not null,
    hours_plan numeric not null,
    hours_taught numeric not null,
    hours_qualified numeric not null,
    bundle_id bigint not null,
    row_number integer not null,
    constraint curriculum_load_pkey primary key (
        school_id, academic_year, grade, subject_code, as_of_on
    ),
    constraint curriculum_load_school_known foreign key (school_id)
    references core.school (school_id),
    constraint curriculum_load_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint curriculum_load_grade_in_range check (grade between 1 and 12),
    constraint curriculum_load_subject_code_well_formed check (
        length(subject_code) between 1 and 64
    ),
    constraint curriculum_load_hours_plan_in_range check (
        hours_plan between 0 and 2000
    ),
    constraint curriculum_load_hours_taught_in_range check (
        hours_taught between 0 and 2000
    ),
    constraint curriculum_load_hours_qualified_in_range check (
        hours_qualified between 0 and 2000
    ),
    constraint curriculum_load_subject_code_known foreign key (subject_code)
    references core.subject (subject_code),
    constraint curriculum_load_part_within_whole check (
        hours_qualified <= hours_taught and hours_taught <= hours_plan
    )
);
comment on table core.curriculum_load is 'Выполнение учебного плана кадрами';
comment on column core.curriculum_load.school_id is 'Школа';
comment on column core.curriculum_load.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.curriculum_load.grade is 'Параллель';
comment on column core.curriculum_load.subject_code is 'Код предмета';
comment on column core.curriculum_load.as_of_on is 'По состоянию на';
comment on column core.curriculum_load.hours_plan is 'Часов в неделю по плану';
comment on column core.curriculum_load.hours_taught is 'Обеспечено учителем';
comment on column core.curriculum_load.hours_qualified is 'Обеспечено учителем нужной квалификации';
comment on column core.curriculum_load.bundle_id is 'Пакет, который принёс строку';
comment on column core.curriculum_load.row_number is 'Номер строки в файле таблицы';

create table core.expert_score (
    school_id bigint not null,
    academic_year integer not null,
    item_code text not null,
    rater_no integer not null,
    as_of_on date not null,
    score numeric not null,
    scale_max numeric not null,
    bundle_id bigint not null,
    row_number integer not null,
    constraint expert_score_pkey primary key (
        school_id, academic_year, item_code, rater_no, as_of_on
    ),
    constraint expert_score_school_known foreign key (school_id)
    references core.school (school_id),
    constraint expert_score_year_in_range check (academic_year between 1950 and 2100),
    constraint expert_score_item_code_well_formed check (
        length(item_code) between 1 and 64
    ),
    constraint expert_score_rater_no_in_range check (rater_no between 1 and 99),
    constraint expert_score_score_in_range check (score between 0 and 1000),
    constraint expert_score_scale_max_in_range check (scale_max between 1 and 1000),
    constraint expert_score_score_within_max check (score <= scale_max)
);
comment on table core.expert_score is 'Экспертная оценка';
comment on column core.expert_score.school_id is 'Школа';
comment on column core.expert_score.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.expert_score.item_code is 'Код показателя экспертизы';
comment on column core.expert_score.rater_no is 'Номер эксперта';
comment on column core.expert_score.as_of_on is 'Дата';
comment on column core.expert_score.score is 'Балл';
comment on column core.expert_score.scale_max is 'Максимум шкалы';
comment on column core.expert_score.bundle_id is 'Пакет, который принёс строку';
comment on column core.expert_score.row_number is 'Номер строки в файле таблицы';
