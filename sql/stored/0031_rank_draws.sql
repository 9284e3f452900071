-- How sure the order of two schools is, told for any pair: the places that a school took in each draw are kept, not the
-- probabilities of all pairs, of which there are as many as schools squared. And when results are too few for a place.

create table result.rank_draw (
    school_id bigint not null,
    academic_year integer not null,
    key_set_id bigint not null,
    places smallint[] not null,
    since_run bigint not null,
    until_run bigint,
    constraint rank_draw_pkey primary key (
        school_id, academic_year, key_set_id, since_run
    ),
    constraint rank_draw_school_known foreign key (school_id)
    references core.school (school_id),
    constraint rank_draw_key_set_known foreign key (key_set_id)
    references result.key_set (key_set_id),
    constraint rank_draw_runs_in_order check (until_run > since_run)
);
create unique index rank_draw_current_index
on result.rank_draw (school_id, academic_year, key_set_id)
where until_run is null;
comment on table result.rank_draw is 'Места школы в регионе в каждом розыгрыше: из них — вероятность, что одна школа выше другой';
comment on column result.rank_draw.school_id is 'Школа';
comment on column result.rank_draw.academic_year is 'Учебный год';
comment on column result.rank_draw.key_set_id is 'Набор ключевых показателей';
comment on column result.rank_draw.places is 'Место в каждом розыгрыше: выборка и выбор метода вместе; равные баллы делят меньшее место';
comment on column result.rank_draw.since_run is 'С какого расчёта действует';
comment on column result.rank_draw.until_run is 'С какого расчёта больше не действует';

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'rank_exam_units',
    30,
    'Результатов экзаменов по показателям рейтинга, за годы вместе, не меньше',
    'Exam results over the ranked indicators, years together, for a place, at least',
    'методика, 6.3'
);
