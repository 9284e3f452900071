-- Analogues that are lists of schools, whoever chose them: of the same kind in the municipality, with similar pupils, or
-- named by an analyst. A school's list stands for one year and kind; a list that could not be made says why.

create table result.analogue_set (
    school_id bigint not null,
    academic_year integer not null,
    analogue text not null,
    reason text,
    basis jsonb not null,
    since_run bigint not null,
    until_run bigint,
    constraint analogue_set_pkey primary key (
        school_id, academic_year, analogue, since_run
    ),
    constraint analogue_set_school_known foreign key (school_id)
    references core.school (school_id),
    constraint analogue_set_runs_in_order check (until_run > since_run)
);
create unique index analogue_set_current_index
on result.analogue_set (school_id, academic_year, analogue)
where until_run is null;
comment on table result.analogue_set is 'Аналоги, заданные списком школ: чей, за какой год, как составлен';
comment on column result.analogue_set.school_id is 'Школа, для которой составлен список';
comment on column result.analogue_set.academic_year is 'Учебный год, показатели которого сопоставляются';
comment on column result.analogue_set.analogue is 'Вид аналога';
comment on column result.analogue_set.reason is 'Почему списка нет; пусто, если он есть';
comment on column result.analogue_set.basis is 'По чему составлен: признаки, веса, качество подбора';
comment on column result.analogue_set.since_run is 'С какого расчёта действует';
comment on column result.analogue_set.until_run is 'С какого расчёта больше не действует';

create table result.analogue_member (
    school_id bigint not null,
    academic_year integer not null,
    analogue text not null,
    member_id bigint not null,
    distance double precision,
    since_run bigint not null,
    until_run bigint,
    constraint analogue_member_pkey primary key (
        school_id, academic_year, analogue, member_id, since_run
    ),
    constraint analogue_member_school_known foreign key (school_id)
    references core.school (school_id),
    constraint analogue_member_member_known foreign key (member_id)
    references core.school (school_id),
    constraint analogue_member_not_itself check (member_id <> school_id),
    constraint analogue_member_runs_in_order check (until_run > since_run)
);
create unique index analogue_member_current_index
on result.analogue_member (school_id, academic_year, analogue, member_id)
where until_run is null;
comment on table result.analogue_member is 'Школы списка; самой школы в нём нет';
comment on column result.analogue_member.school_id is 'Школа, для которой составлен список';
comment on column result.analogue_member.academic_year is 'Учебный год';
comment on column result.analogue_member.analogue is 'Вид аналога';
comment on column result.analogue_member.member_id is 'Школа списка';
comment on column result.analogue_member.distance is 'Расстояние до неё, если измерено';
comment on column result.analogue_member.since_run is 'С какого расчёта действует';
comment on column result.analogue_member.until_run is 'С какого расчёта больше не действует';

alter table result.comparison drop constraint comparison_analogue_known;
alter table result.comparison
add constraint comparison_analogue_known check (
    analogue in (
        'municipal', 'regional', 'previous', 'municipal_published',
        'regional_published', 'municipal_same_kind', 'similar'
    )
    or starts_with(analogue, 'set:')
);
comment on column result.comparison.analogue is 'Аналог: муниципальный, региональный, предыдущий год; опубликованный; школы того же вида в муниципалитете, похожие школы; set: — список аналитика';
