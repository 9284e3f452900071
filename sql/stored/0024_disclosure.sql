-- What is hidden, from whom, and why: one row a figure. Every output draws from here; no view has a rule of its own.

insert into result.threshold (name, value, meaning_ru, meaning_en, source) values
(
    'municipality_units',
    5,
    'Единиц в показателе школы, чтобы его видел муниципалитет, не меньше',
    'Units of a school''s value for the municipality to read it, at least',
    'методика, 9'
),
(
    'region_units',
    10,
    'Единиц в показателе школы, чтобы его видел регион, не меньше',
    'Units of a school''s value for the region to read it, at least',
    'методика, 9'
),
(
    'everyone_units',
    10,
    'Единиц в показателе, чтобы его видели все, не меньше',
    'Units of a value for everybody to read it, at least',
    'методика, 9.1'
),
(
    'everyone_count',
    5,
    'Число в доле скрывается от всех, если меньше',
    'A count of a share is hidden from everybody when below',
    'методика, 9.1'
),
(
    'protected_width',
    5,
    'Неопределённость скрытого числа: ширина возможных значений не меньше',
    'Uncertainty of a hidden count: the width of its possible values, at least',
    'методика, 9.2'
),
(
    'protected_share',
    0.2,
    'Неопределённость скрытого числа: ширина в долях его величины не меньше',
    'Uncertainty of a hidden count: the width as a part of its value, at least',
    'методика, 9.2'
);

create table result.hidden_cell (
    school_id bigint not null,
    academic_year integer not null,
    indicator_id bigint not null,
    cut text not null,
    level integer not null,
    cause text not null,
    since_run bigint not null,
    until_run bigint,
    constraint hidden_cell_pkey primary key (
        school_id, academic_year, indicator_id, cut, since_run
    ),
    constraint hidden_cell_school_known foreign key (school_id)
    references core.school (school_id),
    constraint hidden_cell_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint hidden_cell_level_known check (level in (1, 2, 3)),
    constraint hidden_cell_cause_known check (
        cause in ('primary', 'complementary', 'earlier')
    ),
    constraint hidden_cell_runs_in_order check (until_run > since_run)
);
create unique index hidden_cell_current_index
on result.hidden_cell (school_id, academic_year, indicator_id, cut)
where until_run is null;
comment on table result.hidden_cell is 'Скрытые показатели школ: от кого и почему; чего здесь нет, то открыто';
comment on column result.hidden_cell.school_id is 'Школа';
comment on column result.hidden_cell.academic_year is 'Учебный год';
comment on column result.hidden_cell.indicator_id is 'Показатель';
comment on column result.hidden_cell.cut is 'Разрез';
comment on column result.hidden_cell.level is 'С какого уровня скрыт: 1 — от оператора и муниципалитета, 2 — от региона, 3 — от всех, кроме самой школы';
comment on column result.hidden_cell.cause is 'primary — мал сам; complementary — выдал бы другой; earlier — был скрыт в недавней публикации';
comment on column result.hidden_cell.since_run is 'С какого расчёта действует';
comment on column result.hidden_cell.until_run is 'С какого расчёта больше не действует';

create table result.hidden_total (
    territory_id bigint not null,
    academic_year integer not null,
    indicator_id bigint not null,
    cut text not null,
    level integer not null,
    cause text not null,
    since_run bigint not null,
    until_run bigint,
    constraint hidden_total_pkey primary key (
        territory_id, academic_year, indicator_id, cut, since_run
    ),
    constraint hidden_total_territory_known foreign key (territory_id)
    references core.territory (territory_id),
    constraint hidden_total_indicator_known foreign key (indicator_id)
    references result.indicator (indicator_id),
    constraint hidden_total_level_known check (level in (1, 2, 3)),
    constraint hidden_total_cause_known check (
        cause in ('primary', 'complementary', 'earlier')
    ),
    constraint hidden_total_runs_in_order check (until_run > since_run)
);
create unique index hidden_total_current_index
on result.hidden_total (territory_id, academic_year, indicator_id, cut)
where until_run is null;
comment on table result.hidden_total is 'Скрытые итоги территорий: от кого и почему';
comment on column result.hidden_total.territory_id is 'Муниципалитет или регион';
comment on column result.hidden_total.academic_year is 'Учебный год';
comment on column result.hidden_total.indicator_id is 'Показатель';
comment on column result.hidden_total.cut is 'Разрез';
comment on column result.hidden_total.level is 'С какого уровня скрыт, как у показателей школ; школы видят открытое для всех';
comment on column result.hidden_total.cause is 'Почему, как у показателей школ';
comment on column result.hidden_total.since_run is 'С какого расчёта действует';
comment on column result.hidden_total.until_run is 'С какого расчёта больше не действует';

-- A school reads of others what everybody may; no scope reads no rows, whatever stands here.
create function core.scope_level() returns integer
language sql stable parallel safe
return case nullif(current_setting('soko.audience', true), '')
    when 'operator' then 1
    when 'municipality' then 1
    when 'region' then 2
    else 3
end;
comment on function core.scope_level() is
'Уровень раскрытия запроса: что скрыто с этого уровня или раньше, ему не видно';

create function core.scope_is_public() returns boolean
language sql stable parallel safe
return nullif(current_setting('soko.audience', true), '') is not distinct from 'public';
comment on function core.scope_is_public() is
'Для всех ли запрос: числа тогда округлены';

create function core.scope_is_school() returns boolean
language sql stable parallel safe
return nullif(current_setting('soko.audience', true), '') is not distinct from 'school';
comment on function core.scope_is_school() is
'Запрашивает ли школа: строки школ, какие ей видны, — её собственные';

-- Counts to fives, values as wide as fits their unit; a sensitive share no nearer to 0 and 1 than its size allows.
create function core.rounded_count(amount numeric) returns numeric
language sql immutable parallel safe
return round(amount / 5) * 5;
comment on function core.rounded_count(numeric) is 'Число, округлённое до пяти';

create function core.coded_share(units numeric) returns numeric
language sql immutable parallel safe
return case
    when units >= 300 then 0.01
    when units >= 100 then 0.02
    when units >= 40 then 0.05
    when units >= 20 then 0.1
    else 0.2
end;
comment on function core.coded_share(numeric) is
'Ближе этой доли к 0 и к 1 значение чувствительного показателя для всех не показывается';

create function core.rounded_value(
    amount numeric, unit text, units numeric, is_sensitive boolean
)
returns numeric
language sql immutable parallel safe
return case
    when amount is null then null
    when unit = 'share' and is_sensitive
        then
            greatest(
                least(round(amount, 2), 1 - core.coded_share(units)),
                core.coded_share(units)
            )
    when unit in ('share', 'ratio', 'mark') then round(amount, 2)
    else round(amount, 1)
end;
comment on function core.rounded_value(numeric, text, numeric, boolean) is
'Значение для всех: доли до процента, отметки до сотых, прочее до десятых';
