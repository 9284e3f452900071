-- Sets of schools that an analyst has named, to compare their schools with each other; and the minimum sizes of analogues
-- that are lists. A set that is saved again is a new row; the row before it is retired, with its members.

create table intake.school_set (
    school_set_id bigint not null generated always as identity,
    set_code text not null,
    title text not null,
    note text,
    made_by text not null,
    made_at timestamptz not null default now(),
    retired_at timestamptz,
    constraint school_set_pkey primary key (school_set_id),
    constraint school_set_code_well_formed check (
        set_code ~ '^[0-9A-Za-z._-]{1,32}$'
    ),
    constraint school_set_title_told check (length(btrim(title)) > 0),
    constraint school_set_made_by_told check (length(btrim(made_by)) > 0)
);
create unique index school_set_in_force_index on intake.school_set (set_code)
where retired_at is null;
comment on table intake.school_set is 'Наборы школ, заданные аналитиком; сохранённый заново набор — новая строка';
comment on column intake.school_set.school_set_id is 'Порядок записей';
comment on column intake.school_set.set_code is 'Код набора';
comment on column intake.school_set.title is 'Название';
comment on column intake.school_set.note is 'Пояснение';
comment on column intake.school_set.made_by is 'Кто сохранил';
comment on column intake.school_set.made_at is 'Когда сохранено';
comment on column intake.school_set.retired_at is 'Когда заменён или удалён; пусто — действует';

create table intake.school_set_member (
    school_set_id bigint not null,
    school_id bigint not null,
    constraint school_set_member_pkey primary key (school_set_id, school_id),
    constraint school_set_member_set_known foreign key (school_set_id)
    references intake.school_set (school_set_id),
    constraint school_set_member_school_known foreign key (school_id)
    references core.school (school_id)
);
comment on table intake.school_set_member is 'Школы наборов';
comment on column intake.school_set_member.school_set_id is 'Набор';
comment on column intake.school_set_member.school_id is 'Школа';

create table intake.touched_set (
    set_code text not null,
    constraint touched_set_pkey primary key (set_code)
);
comment on table intake.touched_set is 'Наборы, которые изменились после расчёта';
comment on column intake.touched_set.set_code is 'Код набора';

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'same_kind_schools', 5,
    'Школ того же вида в муниципалитете, не считая самой школы, не меньше',
    'Schools of the same kind in the municipality without the school itself, at least',
    'методика, 5.1 A'
),
(
    'similar_schools', 8,
    'Похожих школ не меньше', 'Similar schools, at least',
    'методика, 5.1 C'
),
(
    'set_schools', 5,
    'Школ в наборе аналитика, не считая самой школы, не меньше',
    'Schools in an analyst''s set without the school itself, at least',
    'методика, 5.1 A'
);
