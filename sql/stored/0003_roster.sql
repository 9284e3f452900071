-- A school in a year: its periods, classes, pupils under pseudonymous keys, and who was where.
-- A slice is (school, academic year, table); every row keeps its bundle and row number.

create table core.school_year (
    school_id bigint not null,
    academic_year integer not null,
    school_kind text not null,
    settlement text not null,
    is_small boolean not null,
    shifts integer,
    licence_until_on date,
    licence_valid boolean,
    accreditation_valid boolean,
    report_published_on date,
    selfgov_present boolean,
    bundle_id bigint not null,
    row_number integer not null,
    constraint school_year_pkey primary key (school_id, academic_year),
    constraint school_year_school_known foreign key (school_id)
    references core.school (school_id),
    constraint school_year_year_in_range check (academic_year between 1950 and 2100),
    constraint school_year_school_kind_known check (
        school_kind in (
            'primary',
            'basic',
            'secondary',
            'gymnasium',
            'lyceum',
            'advanced',
            'special',
            'evening'
        )
    ),
    constraint school_year_settlement_known check (
        settlement in ('city', 'town', 'village')
    ),
    constraint school_year_shifts_in_range check (shifts between 1 and 3)
);
comment on table core.school_year is 'Школа в учебном году';
comment on column core.school_year.school_id is 'Школа';
comment on column core.school_year.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.school_year.school_kind is 'Вид школы: начальная, основная, средняя, гимназия, лицей, с углублённым изучением, коррекционная, вечерняя';
comment on column core.school_year.settlement is 'Тип поселения: город, посёлок городского типа, село';
comment on column core.school_year.is_small is 'Малокомплектная школа';
comment on column core.school_year.shifts is 'Число смен';
comment on column core.school_year.licence_until_on is 'Лицензия действует до (пусто: бессрочно)';
comment on column core.school_year.licence_valid is 'Лицензия действует';
comment on column core.school_year.accreditation_valid is 'Аккредитация действует';
comment on column core.school_year.report_published_on is 'Дата публикации публичного доклада';
comment on column core.school_year.selfgov_present is 'Есть ученическое самоуправление';
comment on column core.school_year.bundle_id is 'Пакет, который принёс строку';
comment on column core.school_year.row_number is 'Номер строки в файле таблицы';

create table core.period (
    school_id bigint not null,
    academic_year integer not null,
    period_code text not null,
    period_kind text not null,
    starts_on date not null,
    ends_on date not null,
    bundle_id bigint not null,
    row_number integer not null,
    constraint period_pkey primary key (school_id, academic_year, period_code),
    constraint period_school_known foreign key (school_id)
    references core.school (school_id),
    constraint period_year_in_range check (academic_year between 1950 and 2100),
    constraint period_period_code_well_formed check (
        length(period_code) between 1 and 64
    ),
    constraint period_period_kind_known check (
        period_kind in ('quarter', 'trimester', 'half', 'year')
    ),
    constraint period_dates_in_order check (starts_on < ends_on)
);
comment on table core.period is 'Учебный период';
comment on column core.period.school_id is 'Школа';
comment on column core.period.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.period.period_code is 'Код периода в школе';
comment on column core.period.period_kind is 'Вид периода: четверть, триместр, полугодие, год';
comment on column core.period.starts_on is 'Начало';
comment on column core.period.ends_on is 'Конец';
comment on column core.period.bundle_id is 'Пакет, который принёс строку';
comment on column core.period.row_number is 'Номер строки в файле таблицы';

create table core.class (
    school_id bigint not null,
    academic_year integer not null,
    class_code text not null,
    grade integer not null,
    letter text,
    profile text,
    program text,
    study_form text,
    study_mode text,
    capacity integer,
    is_unmarked boolean,
    bundle_id bigint not null,
    row_number integer not null,
    constraint class_pkey primary key (school_id, academic_year, class_code),
    constraint class_school_known foreign key (school_id)
    references core.school (school_id),
    constraint class_year_in_range check (academic_year between 1950 and 2100),
    constraint class_class_code_well_formed check (
        length(class_code) between 1 and 64
    ),
    constraint class_grade_in_range check (grade between 1 and 12),
    constraint class_letter_well_formed check (length(letter) <= 200),
    constraint class_profile_well_formed check (length(profile) <= 200),
    constraint class_program_known check (
        program in ('general', 'adapted')
    ),
    constraint class_study_form_known check (
        study_form in ('full_time', 'mixed', 'part_time', 'family')
    ),
    constraint class_study_mode_known check (
        study_mode in ('usual', 'advanced', 'profile', 'distance', 'network')
    ),
    constraint class_capacity_in_range check (capacity between 1 and 60)
);
comment on table core.class is 'Класс';
comment on column core.class.school_id is 'Школа';
comment on column core.class.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.class.class_code is 'Код класса, например 9А';
comment on column core.class.grade is 'Параллель';
comment on column core.class.letter is 'Литера';
comment on column core.class.profile is 'Профиль';
comment on column core.class.program is 'Программа: общая (ООП) или адаптированная (АООП)';
comment on column core.class.study_form is 'Форма обучения: очная, очно-заочная, заочная, семейная';
comment on column core.class.study_mode is 'Режим: обычный, углублённый, профильный, дистанционный, сетевой';
comment on column core.class.capacity is 'Проектная наполняемость';
comment on column core.class.is_unmarked is 'Безотметочное обучение';
comment on column core.class.bundle_id is 'Пакет, который принёс строку';
comment on column core.class.row_number is 'Номер строки в файле таблицы';

create table core.student (
    school_id bigint not null,
    academic_year integer not null,
    student_key text not null,
    entry_year integer,
    sex text,
    bundle_id bigint not null,
    row_number integer not null,
    constraint student_pkey primary key (school_id, academic_year, student_key),
    constraint student_school_known foreign key (school_id)
    references core.school (school_id),
    constraint student_year_in_range check (academic_year between 1950 and 2100),
    constraint student_student_key_well_formed check (
        length(student_key) between 1 and 64
    ),
    constraint student_entry_year_in_range check (entry_year between 1950 and 2100),
    constraint student_sex_known check (
        sex in ('f', 'm')
    )
);
comment on table core.student is 'Обучающийся (псевдоним)';
comment on column core.student.school_id is 'Школа';
comment on column core.student.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.student.student_key is 'Псевдонимный ключ обучающегося';
comment on column core.student.entry_year is 'Год поступления в школу';
comment on column core.student.sex is 'Пол';
comment on column core.student.bundle_id is 'Пакет, который принёс строку';
comment on column core.student.row_number is 'Номер строки в файле таблицы';

create table core.enrolment (
    school_id bigint not null,
    academic_year integer not null,
    student_key text not null,
    class_code text not null,
    entered_on date not null,
    left_on date,
    entry_reason text,
    exit_reason text,
    is_repeat_year boolean,
    bundle_id bigint not null,
    row_number integer not null,
    constraint enrolment_pkey primary key (
        school_id, academic_year, student_key, class_code, entered_on
    ),
    constraint enrolment_school_known foreign key (school_id)
    references core.school (school_id),
    constraint enrolment_year_in_range check (academic_year between 1950 and 2100),
    constraint enrolment_student_key_well_formed check (
        length(student_key) between 1 and 64
    ),
    constraint enrolment_class_code_well_formed check (
        length(class_code) between 1 and 64
    ),
    constraint enrolment_entry_reason_known check (
        entry_reason in ('promotion', 'transfer_in', 'new')
    ),
    constraint enrolment_exit_reason_known check (
        exit_reason in (
            'promotion', 'transfer_out', 'graduate', 'expelled', 'dropout', 'other'
        )
    ),
    constraint enrolment_student_known foreign key (
        school_id, academic_year, student_key
    )
    references core.student (school_id, academic_year, student_key),
    constraint enrolment_class_known foreign key (school_id, academic_year, class_code)
    references core.class (school_id, academic_year, class_code),
    constraint enrolment_dates_in_order check (left_on is null or entered_on < left_on)
);
comment on table core.enrolment is 'Зачисление в класс';
comment on column core.enrolment.school_id is 'Школа';
comment on column core.enrolment.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.enrolment.student_key is 'Ключ обучающегося';
comment on column core.enrolment.class_code is 'Код класса';
comment on column core.enrolment.entered_on is 'Зачислен с';
comment on column core.enrolment.left_on is 'Выбыл (первый день вне класса)';
comment on column core.enrolment.entry_reason is 'Причина зачисления: перевод из класса, из другой школы, впервые';
comment on column core.enrolment.exit_reason is 'Причина выбытия';
comment on column core.enrolment.is_repeat_year is 'Оставлен на повторный год';
comment on column core.enrolment.bundle_id is 'Пакет, который принёс строку';
comment on column core.enrolment.row_number is 'Номер строки в файле таблицы';

create index enrolment_class_index
on core.enrolment (school_id, academic_year, class_code);

create table core.social_passport (
    school_id bigint not null,
    academic_year integer not null,
    as_of_on date not null,
    roll_count integer not null,
    par_he_both_count integer,
    par_he_one_count integer,
    single_parent_count integer,
    low_income_count integer,
    large_family_count integer,
    unemployed_parents_count integer,
    guardianship_count integer,
    ovz_count integer,
    disabled_count integer,
    nonrussian_home_count integer,
    foreign_count integer,
    moved_in_count integer,
    bundle_id bigint not null,
    row_number integer not null,
    constraint social_passport_pkey primary key (school_id, academic_year, as_of_on),
    constraint social_passport_school_known foreign key (school_id)
    references core.school (school_id),
    constraint social_passport_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint social_passport_roll_count_in_range check (
        roll_count between 0 and 20000
    ),
    constraint social_passport_par_he_both_count_in_range check (
        par_he_both_count between 0 and 20000
    ),
    constraint social_passport_par_he_one_count_in_range check (
        par_he_one_count between 0 and 20000
    ),
    constraint social_passport_single_parent_count_in_range check (
        single_parent_count between 0 and 20000
    ),
    constraint social_passport_low_income_count_in_range check (
        low_income_count between 0 and 20000
    ),
    constraint social_passport_large_family_count_in_range check (
        large_family_count between 0 and 20000
    ),
    constraint social_passport_unemployed_parents_count_in_range check (
        unemployed_parents_count between 0 and 20000
    ),
    constraint social_passport_guardianship_count_in_range check (
        guardianship_count between 0 and 20000
    ),
    constraint social_passport_ovz_count_in_range check (ovz_count between 0 and 20000),
    constraint social_passport_disabled_count_in_range check (
        disabled_count between 0 and 20000
    ),
    constraint social_passport_nonrussian_home_count_in_range check (
        nonrussian_home_count between 0 and 20000
    ),
    constraint social_passport_foreign_count_in_range check (
        foreign_count between 0 and 20000
    ),
    constraint social_passport_moved_in_count_in_range check (
        moved_in_count between 0 and 20000
    )
);
comment on table core.social_passport is 'Социальный паспорт (итоги)';
comment on column core.social_passport.school_id is 'Школа';
comment on column core.social_passport.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.social_passport.as_of_on is 'По состоянию на';
comment on column core.social_passport.roll_count is 'Обучающихся всего';
comment on column core.social_passport.par_he_both_count is 'Оба родителя с высшим образованием';
comment on column core.social_passport.par_he_one_count is 'Один родитель с высшим образованием';
comment on column core.social_passport.single_parent_count is 'Неполная семья';
comment on column core.social_passport.low_income_count is 'Малообеспеченная семья';
comment on column core.social_passport.large_family_count is 'Многодетная семья';
comment on column core.social_passport.unemployed_parents_count is 'Безработные родители';
comment on column core.social_passport.guardianship_count is 'Под опекой';
comment on column core.social_passport.ovz_count is 'С ОВЗ';
comment on column core.social_passport.disabled_count is 'С инвалидностью';
comment on column core.social_passport.nonrussian_home_count is 'Дома говорят не на русском';
comment on column core.social_passport.foreign_count is 'Иностранные граждане';
comment on column core.social_passport.moved_in_count is 'Прибыли в этом году';
comment on column core.social_passport.bundle_id is 'Пакет, который принёс строку';
comment on column core.social_passport.row_number is 'Номер строки в файле таблицы';
