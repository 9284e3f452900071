-- Programmes, rooms, checks, resources, and indicators returned ready-made.
-- A slice is (school, academic year, table); every row keeps its bundle and row number.

create table core.extra_program (
    school_id bigint not null,
    academic_year integer not null,
    program_code text not null,
    direction text not null,
    is_licensed boolean not null,
    conforms boolean,
    hours_year numeric,
    students_count integer,
    bundle_id bigint not null,
    row_number integer not null,
    constraint extra_program_pkey primary key (school_id, academic_year, program_code),
    constraint extra_program_school_known foreign key (school_id)
    references core.school (school_id),
    constraint extra_program_year_in_range check (academic_year between 1950 and 2100),
    constraint extra_program_program_code_well_formed check (
        length(program_code) between 1 and 64
    ),
    constraint extra_program_direction_known check (
        direction in ('technical', 'science', 'sport', 'arts', 'social', 'tourism')
    ),
    constraint extra_program_hours_year_in_range check (hours_year between 0 and 2000),
    constraint extra_program_students_count_in_range check (
        students_count between 0 and 20000
    )
);
comment on table core.extra_program is 'Программа дополнительного образования';
comment on column core.extra_program.school_id is 'Школа';
comment on column core.extra_program.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.extra_program.program_code is 'Код программы';
comment on column core.extra_program.direction is 'Направленность';
comment on column core.extra_program.is_licensed is 'По лицензии';
comment on column core.extra_program.conforms is 'Соответствует требованиям';
comment on column core.extra_program.hours_year is 'Часов в год';
comment on column core.extra_program.students_count is 'Обучающихся';
comment on column core.extra_program.bundle_id is 'Пакет, который принёс строку';
comment on column core.extra_program.row_number is 'Номер строки в файле таблицы';

create table core.facility (
    school_id bigint not null,
    academic_year integer not null,
    item_code text not null,
    as_of_on date not null,
    is_present boolean not null,
    conforms boolean,
    is_licensed boolean,
    equipped_count integer,
    standard_count integer,
    capacity integer,
    area_m2 numeric,
    bundle_id bigint not null,
    row_number integer not null,
    constraint facility_pkey primary key (
        school_id, academic_year, item_code, as_of_on
    ),
    constraint facility_school_known foreign key (school_id)
    references core.school (school_id),
    constraint facility_year_in_range check (academic_year between 1950 and 2100),
    constraint facility_item_code_known check (
        item_code in (
            'canteen',
            'medical_office',
            'gym',
            'library',
            'classroom_equipped',
            'classrooms',
            'pool',
            'stadium'
        )
    ),
    constraint facility_equipped_count_in_range check (
        equipped_count between 0 and 100000
    ),
    constraint facility_standard_count_in_range check (
        standard_count between 0 and 100000
    ),
    constraint facility_capacity_in_range check (capacity between 0 and 20000),
    constraint facility_area_m2_in_range check (area_m2 between 0 and 1000000),
    constraint facility_part_within_whole check (
        equipped_count is null
        or standard_count is null
        or equipped_count <= standard_count
    )
);
comment on table core.facility is 'Помещение и оснащение';
comment on column core.facility.school_id is 'Школа';
comment on column core.facility.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.facility.item_code is 'Объект';
comment on column core.facility.as_of_on is 'По состоянию на';
comment on column core.facility.is_present is 'Имеется';
comment on column core.facility.conforms is 'Соответствует нормам';
comment on column core.facility.is_licensed is 'Лицензирован';
comment on column core.facility.equipped_count is 'Оснащено позиций';
comment on column core.facility.standard_count is 'Позиций по стандарту';
comment on column core.facility.capacity is 'Мест';
comment on column core.facility.area_m2 is 'Площадь, м²';
comment on column core.facility.bundle_id is 'Пакет, который принёс строку';
comment on column core.facility.row_number is 'Номер строки в файле таблицы';

create table core.sanpin_check (
    school_id bigint not null,
    academic_year integer not null,
    check_kind text not null,
    requirement_code text not null,
    checked_on date not null,
    is_applicable boolean not null,
    is_met boolean not null,
    source text,
    is_order_open boolean,
    bundle_id bigint not null,
    row_number integer not null,
    constraint sanpin_check_pkey primary key (
        school_id, academic_year, check_kind, requirement_code, checked_on
    ),
    constraint sanpin_check_school_known foreign key (school_id)
    references core.school (school_id),
    constraint sanpin_check_year_in_range check (academic_year between 1950 and 2100),
    constraint sanpin_check_check_kind_known check (
        check_kind in ('sanpin', 'ot', 'fire', 'antiterror', 'sanepid')
    ),
    constraint sanpin_check_requirement_code_well_formed check (
        length(requirement_code) between 1 and 64
    ),
    constraint sanpin_check_source_known check (
        source in ('self', 'inspection')
    )
);
comment on table core.sanpin_check is 'Проверка требования';
comment on column core.sanpin_check.school_id is 'Школа';
comment on column core.sanpin_check.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.sanpin_check.check_kind is 'Вид: СанПиН, охрана труда, пожарная, антитеррор, профилактика';
comment on column core.sanpin_check.requirement_code is 'Код требования';
comment on column core.sanpin_check.checked_on is 'Дата';
comment on column core.sanpin_check.is_applicable is 'Применимо';
comment on column core.sanpin_check.is_met is 'Выполнено';
comment on column core.sanpin_check.source is 'Источник: самопроверка, надзор';
comment on column core.sanpin_check.is_order_open is 'Предписание не исполнено';
comment on column core.sanpin_check.bundle_id is 'Пакет, который принёс строку';
comment on column core.sanpin_check.row_number is 'Номер строки в файле таблицы';

create table core.resource (
    school_id bigint not null,
    academic_year integer not null,
    as_of_on date not null,
    computers_count integer,
    books_count integer,
    internet_mbit numeric,
    internet_students_count integer,
    area_m2 numeric,
    has_reading_room boolean,
    has_computers_in_library boolean,
    has_mediatheque boolean,
    has_scanning boolean,
    has_library_internet boolean,
    has_printing boolean,
    has_edoc_flow boolean,
    bundle_id bigint not null,
    row_number integer not null,
    constraint resource_pkey primary key (school_id, academic_year, as_of_on),
    constraint resource_school_known foreign key (school_id)
    references core.school (school_id),
    constraint resource_year_in_range check (academic_year between 1950 and 2100),
    constraint resource_computers_count_in_range check (
        computers_count between 0 and 100000
    ),
    constraint resource_books_count_in_range check (books_count between 0 and 10000000),
    constraint resource_internet_mbit_in_range check (
        internet_mbit between 0 and 1000000
    ),
    constraint resource_internet_students_count_in_range check (
        internet_students_count between 0 and 20000
    ),
    constraint resource_area_m2_in_range check (area_m2 between 0 and 10000000)
);
comment on table core.resource is 'Ресурсы школы';
comment on column core.resource.school_id is 'Школа';
comment on column core.resource.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.resource.as_of_on is 'По состоянию на';
comment on column core.resource.computers_count is 'Компьютеров';
comment on column core.resource.books_count is 'Экземпляров учебной литературы';
comment on column core.resource.internet_mbit is 'Интернет, Мбит/с';
comment on column core.resource.internet_students_count is 'Обучающихся с Интернетом от 2 Мбит/с';
comment on column core.resource.area_m2 is 'Площадь учебных помещений, м²';
comment on column core.resource.has_reading_room is 'Читальный зал';
comment on column core.resource.has_computers_in_library is 'Компьютеры в библиотеке';
comment on column core.resource.has_mediatheque is 'Медиатека';
comment on column core.resource.has_scanning is 'Сканирование и распознавание';
comment on column core.resource.has_library_internet is 'Интернет в библиотеке';
comment on column core.resource.has_printing is 'Распечатка';
comment on column core.resource.has_edoc_flow is 'Электронный документооборот';
comment on column core.resource.bundle_id is 'Пакет, который принёс строку';
comment on column core.resource.row_number is 'Номер строки в файле таблицы';

create table core.indicator_return (
    school_id bigint not null,
    academic_year integer not null,
    indicator_code text not null,
    cut text not null,
    numerator numeric not null,
    denominator numeric not null,
    sum_squares numeric,
    as_of_on date,
    source text,
    bundle_id bigint not null,
    row_number integer not null,
    constraint indicator_return_pkey primary key (
        school_id, academic_year, indicator_code, cut
    ),
    constraint indicator_return_school_known foreign key (school_id)
    references core.school (school_id),
    constraint indicator_return_year_in_range check (
        academic_year between 1950 and 2100
    ),
    constraint indicator_return_indicator_code_well_formed check (
        length(indicator_code) between 1 and 64
    ),
    constraint indicator_return_cut_well_formed check (length(cut) <= 200),
    constraint indicator_return_denominator_in_range check (denominator >= 0),
    constraint indicator_return_sum_squares_in_range check (sum_squares >= 0),
    constraint indicator_return_source_well_formed check (length(source) <= 200)
);
comment on table core.indicator_return is 'Показатель, присланный готовым счётом';
comment on column core.indicator_return.school_id is 'Школа';
comment on column core.indicator_return.academic_year is 'Учебный год: календарный год его окончания';
comment on column core.indicator_return.indicator_code is 'Код показателя';
comment on column core.indicator_return.cut is 'Разрез: all или имя=значение через «;»';
comment on column core.indicator_return.numerator is 'Числитель';
comment on column core.indicator_return.denominator is 'Знаменатель';
comment on column core.indicator_return.sum_squares is 'Сумма квадратов (для средних)';
comment on column core.indicator_return.as_of_on is 'По состоянию на';
comment on column core.indicator_return.source is 'Источник';
comment on column core.indicator_return.bundle_id is 'Пакет, который принёс строку';
comment on column core.indicator_return.row_number is 'Номер строки в файле таблицы';
