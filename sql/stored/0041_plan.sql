-- The plan of monitoring: what is looked at, by which figures, how often, who answers for it, and until when. What is done
-- and who is late is not written here: it follows from what came.

create table core.plan_item (
    plan_item_id bigint not null generated always as identity,
    oktmo text not null,
    school_code text,
    item_code text not null,
    academic_year integer not null,
    object text not null,
    indicator_codes text[] not null,
    record_tables text[] not null,
    periodicity text not null,
    form text not null,
    responsible text not null,
    opens_on date not null,
    due_on date not null,
    note text,
    constraint plan_item_pkey primary key (plan_item_id),
    constraint plan_item_unique unique nulls not distinct (
        oktmo, school_code, academic_year, item_code, due_on
    ),
    constraint plan_item_territory_known foreign key (oktmo)
    references core.territory (oktmo),
    constraint plan_item_school_known foreign key (school_code)
    references core.school (school_code),
    constraint plan_item_asks_something check (
        cardinality(indicator_codes) + cardinality(record_tables) > 0
    ),
    constraint plan_item_periodicity_known check (
        periodicity in ('once', 'month', 'quarter', 'half_year', 'year')
    ),
    constraint plan_item_form_known check (form in ('continuous', 'periodic')),
    constraint plan_item_responsible_told check (length(btrim(responsible)) > 0),
    constraint plan_item_dates_in_order check (opens_on <= due_on)
);
create index plan_item_due_index on core.plan_item (due_on);
comment on table core.plan_item is 'План мониторинга (пп. 4.8–4.10): объект, показатели, периодичность, ответственный (должность) и срок; строка — один срок';
comment on column core.plan_item.plan_item_id is 'Внутренний номер';
comment on column core.plan_item.oktmo is 'Код ОКТМО муниципалитета, чей это план';
comment on column core.plan_item.school_code is 'Школа; пусто — все школы муниципалитета';
comment on column core.plan_item.item_code is 'Код мероприятия: у периодического один на все его сроки';
comment on column core.plan_item.academic_year is 'Учебный год, о котором данные: календарный год его окончания';
comment on column core.plan_item.object is 'Объект мониторинга';
comment on column core.plan_item.indicator_codes is 'Показатели, которые должны быть вычислены';
comment on column core.plan_item.record_tables is 'Таблицы записей, которые школа должна прислать';
comment on column core.plan_item.periodicity is 'Периодичность: один раз, месяц, квартал, полугодие, год';
comment on column core.plan_item.form is 'Форма (п. 4.10): постоянный или периодический мониторинг';
comment on column core.plan_item.responsible is 'Ответственный исполнитель: должность, не имя';
comment on column core.plan_item.opens_on is 'С какого дня пакет считается ответом на этот срок';
comment on column core.plan_item.due_on is 'Срок';
comment on column core.plan_item.note is 'Примечание';
