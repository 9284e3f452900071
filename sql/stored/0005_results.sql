-- What pupils achieved: marks, exams, diagnostics, events, and where graduates went.
-- A slice is (school, academic year, table); every row keeps its bundle and row number.

create table core.period_mark (
    school_id bigint not null,
    academic_year integer not null,
    student_key text not null,
    subject_code text not null,
    period_code text not null,
    mark_kind text not null,
    mark integer,
    mark_code text,
    bundle_id bigint not null,
    row_number integer not null,
    constraint period_mark_pkey primary key (
        school_id, academic_year, student_key, subject_code, period_code, mark_kind
    ),
    constraint period_mark_school_known foreign key (school_id)
    references core.school (school_id),
    constraint period_mark_year_in_range check (academic_year between 1950 and 2100),
    constraint period_mark_student_key_well_formed check (
        length(student_key) between 1 and 64
    ),
    constraint period_mark_subject_code_well_formed check (
        length(subject_code) between 1 and 64
    ),
    constraint period_mark_period_code_well_formed check (
        length(period_code) between 1 and 64
    ),
    constraint period_mark_mark_kind_known check (
        mark_kind in ('period', 'year', 'attestation', 'final')
    ),
    constraint period_mark_mark_in_range check (mark between 2 and 5),
    constraint period_mark_mark_code_known check (
        mark_code in ('na', 'osv', 'zach')
    ),
    constraint period_mark_student_known foreign key (
        school_id, academic_year, student_key
    )
    references core.student (school_id, academic_year, student_key),
    constraint period_mark_period_known foreign key (
        school_id, academic_year, period_code
    )
    references core.period (school_id, academic_year, period_code),
    constraint period_mark_subject_code_known foreign key (subject_code)
    references core.subject (subject_code),
    constraint period_mark_mark_or_code check ((mark is null) <> (mark_code is null))
);
comment on table core.period_mark is 'Итоговая отметка за период';
comment on column core.period_mark.school_id is 'Школа';
comment on column core.period_mark.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.period_mark.student_key is 'Ключ обучающегося';
comment on column core.period_mark.subject_code is 'Код предмета';
comment on column core.period_mark.period_code is 'Код периода';
comment on column core.period_mark.mark_kind is 'Вид отметки: за период, годовая, промежуточная аттестация, итоговая';
comment on column core.period_mark.mark is 'Отметка';
comment on column core.period_mark.mark_code is 'Вместо отметки: не аттестован, освобождён, зачёт';
comment on column core.period_mark.bundle_id is 'Пакет, который принёс строку';
comment on column core.period_mark.row_number is 'Номер строки в файле таблицы';

create index period_mark_period_index
on core.period_mark (school_id, academic_year, period_code);

create table core.graduation (
    school_id bigint not null,
    academic_year integer not null,
    student_key text not null,
    grade integer not null,
    is_admitted boolean not null,
    certificate_status text not null,
    certificate_kind text,
    medal integer,
    bundle_id bigint not null,
    row_number integer not null,
    constraint graduation_pkey primary key (
        school_id, academic_year, student_key, grade
    ),
    constraint graduation_school_known foreign key (school_id)
    references core.school (school_id),
    constraint graduation_year_in_range check (academic_year between 1950 and 2100),
    constraint graduation_student_key_well_formed check (
        length(student_key) between 1 and 64
    ),
    constraint graduation_grade_in_range check (grade between 9 and 12),
    constraint graduation_certificate_status_known check (
        certificate_status in ('issued', 'not_issued', 'september')
    ),
    constraint graduation_certificate_kind_known check (
        certificate_kind in ('usual', 'honours')
    ),
    constraint graduation_medal_in_range check (medal between 0 and 2),
    constraint graduation_student_known foreign key (
        school_id, academic_year, student_key
    )
    references core.student (school_id, academic_year, student_key)
);
comment on table core.graduation is 'Выпуск';
comment on column core.graduation.school_id is 'Школа';
comment on column core.graduation.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.graduation.student_key is 'Ключ обучающегося';
comment on column core.graduation.grade is 'Выпускной класс: 9 или 11';
comment on column core.graduation.is_admitted is 'Допущен к ГИА';
comment on column core.graduation.certificate_status is 'Аттестат: выдан, не выдан, выдан после сентябрьских пересдач';
comment on column core.graduation.certificate_kind is 'Вид аттестата: обычный, с отличием';
comment on column core.graduation.medal is 'Медаль: 0 нет, 1 или 2 степени';
comment on column core.graduation.bundle_id is 'Пакет, который принёс строку';
comment on column core.graduation.row_number is 'Номер строки в файле таблицы';

create table core.exam_result (
    school_id bigint not null,
    academic_year integer not null,
    student_key text not null,
    exam_kind text not null,
    subject_code text not null,
    held_on date not null,
    wave text,
    primary_score integer,
    score100 integer,
    mark5 integer,
    is_passed boolean,
    status text not null,
    is_final boolean not null,
    is_past_graduate boolean,
    bundle_id bigint not null,
    row_number integer not null,
    constraint exam_result_pkey primary key (
        school_id, academic_year, student_key, exam_kind, subject_code, held_on
    ),
    constraint exam_result_school_known foreign key (school_id)
    references core.school (school_id),
    constraint exam_result_year_in_range check (academic_year between 1950 and 2100),
    constraint exam_result_student_key_well_formed check (
        length(student_key) between 1 and 64
    ),
    constraint exam_result_exam_kind_known check (
        exam_kind in ('oge', 'ege', 'gve9', 'gve11', 'oral9', 'essay11')
    ),
    constraint exam_result_subject_code_well_formed check (
        length(subject_code) between 1 and 64
    ),
    constraint exam_result_wave_known check (
        wave in ('early', 'main', 'reserve', 'july_retake', 'september')
    ),
    constraint exam_result_primary_score_in_range check (
        primary_score between 0 and 200
    ),
    constraint exam_result_score100_in_range check (score100 between 0 and 100),
    constraint exam_result_mark5_in_range check (mark5 between 2 and 5),
    constraint exam_result_status_known check (
        status in ('valid', 'annulled', 'absent')
    ),
    constraint exam_result_student_known foreign key (
        school_id, academic_year, student_key
    )
    references core.student (school_id, academic_year, student_key),
    constraint exam_result_subject_code_known foreign key (subject_code)
    references core.subject (subject_code)
);
comment on table core.exam_result is 'Результат экзамена';
comment on column core.exam_result.school_id is 'Школа';
comment on column core.exam_result.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.exam_result.student_key is 'Ключ обучающегося';
comment on column core.exam_result.exam_kind is 'Экзамен: ОГЭ, ЕГЭ, ГВЭ-9, ГВЭ-11, итоговое собеседование, итоговое сочинение';
comment on column core.exam_result.subject_code is 'Код предмета';
comment on column core.exam_result.held_on is 'Дата экзамена';
comment on column core.exam_result.wave is 'Период: досрочный, основной, резервный, июльская пересдача, сентябрь';
comment on column core.exam_result.primary_score is 'Первичный балл';
comment on column core.exam_result.score100 is 'Балл по 100-балльной шкале';
comment on column core.exam_result.mark5 is 'Отметка';
comment on column core.exam_result.is_passed is 'Зачёт (для собеседования и сочинения)';
comment on column core.exam_result.status is 'Состояние: действителен, аннулирован, неявка';
comment on column core.exam_result.is_final is 'Окончательный результат по предмету';
comment on column core.exam_result.is_past_graduate is 'Выпускник прошлых лет';
comment on column core.exam_result.bundle_id is 'Пакет, который принёс строку';
comment on column core.exam_result.row_number is 'Номер строки в файле таблицы';

create table core.diagnostic_result (
    school_id bigint not null,
    academic_year integer not null,
    student_key text not null,
    procedure_code text not null,
    subject_code text not null,
    held_on date not null,
    grade integer,
    variant text,
    primary_score numeric,
    max_score numeric,
    mark5 integer,
    level text,
    journal_mark integer,
    scaled numeric,
    bundle_id bigint not null,
    row_number integer not null,
    constraint diagnostic_result_pkey primary key (
        school_id, academic_year, student_key, procedure_code, subject_code, held_on
    ),
    constraint diagnostic_result_school_known foreign key (school_id)
    references core.school (school_id),
    constraint diagnostic_result_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint diagnostic_result_student_key_well_formed check (
        length(student_key) between 1 and 64
    ),
    constraint diagnostic_result_procedure_code_well_formed check (
        length(procedure_code) between 1 and 64
    ),
    constraint diagnostic_result_subject_code_well_formed check (
        length(subject_code) between 1 and 64
    ),
    constraint diagnostic_result_grade_in_range check (grade between 1 and 12),
    constraint diagnostic_result_variant_well_formed check (length(variant) <= 200),
    constraint diagnostic_result_primary_score_in_range check (
        primary_score between 0 and 1000
    ),
    constraint diagnostic_result_max_score_in_range check (
        max_score between 0 and 1000
    ),
    constraint diagnostic_result_mark5_in_range check (mark5 between 2 and 5),
    constraint diagnostic_result_level_known check (
        level in ('low', 'base', 'high')
    ),
    constraint diagnostic_result_journal_mark_in_range check (
        journal_mark between 2 and 5
    ),
    constraint diagnostic_result_student_known foreign key (
        school_id, academic_year, student_key
    )
    references core.student (school_id, academic_year, student_key),
    constraint diagnostic_result_subject_code_known foreign key (subject_code)
    references core.subject (subject_code),
    constraint diagnostic_result_score_within_max check (
        primary_score is null or max_score is null or primary_score <= max_score
    )
);
comment on table core.diagnostic_result is 'Результат диагностики';
comment on column core.diagnostic_result.school_id is 'Школа';
comment on column core.diagnostic_result.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.diagnostic_result.student_key is 'Ключ обучающегося';
comment on column core.diagnostic_result.procedure_code is 'Код процедуры (исследования)';
comment on column core.diagnostic_result.subject_code is 'Код предмета';
comment on column core.diagnostic_result.held_on is 'Дата';
comment on column core.diagnostic_result.grade is 'Параллель';
comment on column core.diagnostic_result.variant is 'Вариант';
comment on column core.diagnostic_result.primary_score is 'Первичный балл';
comment on column core.diagnostic_result.max_score is 'Максимальный балл';
comment on column core.diagnostic_result.mark5 is 'Отметка';
comment on column core.diagnostic_result.level is 'Уровень: низкий, базовый, повышенный';
comment on column core.diagnostic_result.journal_mark is 'Отметка в журнале';
comment on column core.diagnostic_result.scaled is 'Шкалированный балл, любое число';
comment on column core.diagnostic_result.bundle_id is 'Пакет, который принёс строку';
comment on column core.diagnostic_result.row_number is 'Номер строки в файле таблицы';

create table core.diagnostic_count (
    school_id bigint not null,
    academic_year integer not null,
    class_code text not null,
    instrument_code text not null,
    held_on date not null,
    invited_count integer not null,
    tested_count integer not null,
    low_count integer not null,
    middle_count integer not null,
    high_count integer not null,
    bundle_id bigint not null,
    row_number integer not null,
    constraint diagnostic_count_pkey primary key (
        school_id, academic_year, class_code, instrument_code, held_on
    ),
    constraint diagnostic_count_school_known foreign key (school_id)
    references core.school (school_id),
    constraint diagnostic_count_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint diagnostic_count_class_code_well_formed check (
        length(class_code) between 1 and 64
    ),
    constraint diagnostic_count_instrument_code_well_formed check (
        length(instrument_code) between 1 and 64
    ),
    constraint diagnostic_count_invited_count_in_range check (
        invited_count between 0 and 100
    ),
    constraint diagnostic_count_tested_count_in_range check (
        tested_count between 0 and 100
    ),
    constraint diagnostic_count_low_count_in_range check (low_count between 0 and 100),
    constraint diagnostic_count_middle_count_in_range check (
        middle_count between 0 and 100
    ),
    constraint diagnostic_count_high_count_in_range check (
        high_count between 0 and 100
    ),
    constraint diagnostic_count_class_known foreign key (
        school_id, academic_year, class_code
    )
    references core.class (school_id, academic_year, class_code),
    constraint diagnostic_count_parts_sum_to_whole check (
        low_count + middle_count + high_count = tested_count
    ),
    constraint diagnostic_count_part_within_whole check (tested_count <= invited_count)
);
comment on table core.diagnostic_count is 'Итоги диагностики по классам';
comment on column core.diagnostic_count.school_id is 'Школа';
comment on column core.diagnostic_count.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.diagnostic_count.class_code is 'Код класса';
comment on column core.diagnostic_count.instrument_code is 'Код методики';
comment on column core.diagnostic_count.held_on is 'Дата';
comment on column core.diagnostic_count.invited_count is 'Приглашено';
comment on column core.diagnostic_count.tested_count is 'Обследовано';
comment on column core.diagnostic_count.low_count is 'Низкий уровень';
comment on column core.diagnostic_count.middle_count is 'Средний уровень';
comment on column core.diagnostic_count.high_count is 'Высокий уровень';
comment on column core.diagnostic_count.bundle_id is 'Пакет, который принёс строку';
comment on column core.diagnostic_count.row_number is 'Номер строки в файле таблицы';

create table core.event_participation (
    school_id bigint not null,
    academic_year integer not null,
    student_key text not null,
    event_code text not null,
    event_kind text not null,
    level text not null,
    subject_code text,
    result text not null,
    held_on date,
    is_official boolean,
    bundle_id bigint not null,
    row_number integer not null,
    constraint event_participation_pkey primary key (
        school_id, academic_year, student_key, event_code, level
    ),
    constraint event_participation_school_known foreign key (school_id)
    references core.school (school_id),
    constraint event_participation_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint event_participation_student_key_well_formed check (
        length(student_key) between 1 and 64
    ),
    constraint event_participation_event_code_well_formed check (
        length(event_code) between 1 and 64
    ),
    constraint event_participation_event_kind_known check (
        event_kind in ('vsosh', 'olympiad', 'contest', 'conference', 'sport')
    ),
    constraint event_participation_level_known check (
        level in ('school', 'municipal', 'regional', 'federal', 'international')
    ),
    constraint event_participation_subject_code_well_formed check (
        length(subject_code) between 1 and 64
    ),
    constraint event_participation_result_known check (
        result in ('participant', 'prize', 'winner')
    ),
    constraint event_participation_student_known foreign key (
        school_id, academic_year, student_key
    )
    references core.student (school_id, academic_year, student_key),
    constraint event_participation_subject_code_known foreign key (subject_code)
    references core.subject (subject_code)
);
comment on table core.event_participation is 'Участие в мероприятии';
comment on column core.event_participation.school_id is 'Школа';
comment on column core.event_participation.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.event_participation.student_key is 'Ключ обучающегося';
comment on column core.event_participation.event_code is 'Код мероприятия';
comment on column core.event_participation.event_kind is 'Вид: ВсОШ, олимпиада, конкурс, конференция, спорт';
comment on column core.event_participation.level is 'Уровень мероприятия';
comment on column core.event_participation.subject_code is 'Код предмета';
comment on column core.event_participation.result is 'Результат: участник, призёр, победитель';
comment on column core.event_participation.held_on is 'Дата';
comment on column core.event_participation.is_official is 'Из официального перечня';
comment on column core.event_participation.bundle_id is 'Пакет, который принёс строку';
comment on column core.event_participation.row_number is 'Номер строки в файле таблицы';

create table core.graduate_destination (
    school_id bigint not null,
    academic_year integer not null,
    grade integer not null,
    destination text not null,
    as_of_on date not null,
    graduates_count integer not null,
    bundle_id bigint not null,
    row_number integer not null,
    constraint graduate_destination_pkey primary key (
        school_id, academic_year, grade, destination, as_of_on
    ),
    constraint graduate_destination_school_known foreign key (school_id)
    references core.school (school_id),
    constraint graduate_destination_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint graduate_destination_grade_in_range check (grade between 9 and 12),
    constraint graduate_destination_destination_known check (
        destination in (
            'grade10_here',
            'grade10_elsewhere',
            'spo',
            'university',
            'work',
            'army',
            'none',
            'other'
        )
    ),
    constraint graduate_destination_graduates_count_in_range check (
        graduates_count between 0 and 5000
    )
);
comment on table core.graduate_destination is 'Распределение выпускников (итоги)';
comment on column core.graduate_destination.school_id is 'Школа';
comment on column core.graduate_destination.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.graduate_destination.grade is 'Выпускной класс: 9 или 11';
comment on column core.graduate_destination.destination is 'Куда: 10 класс здесь, 10 класс в другой школе, СПО, вуз, работа, армия, никуда, иное';
comment on column core.graduate_destination.as_of_on is 'По состоянию на';
comment on column core.graduate_destination.graduates_count is 'Выпускников';
comment on column core.graduate_destination.bundle_id is 'Пакет, который принёс строку';
comment on column core.graduate_destination.row_number is 'Номер строки в файле таблицы';
