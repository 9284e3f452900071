-- Who may see what: the scope of a transaction, as functions that policies ask. The files of this folder run in their order, as the
-- owner, after the derived schemas are rebuilt; every statement can be repeated.
--
-- A transaction names its scope in three settings: soko.audience (operator, region, municipality, school, public),
-- soko.territory (the ОКТМО code of a municipality) and soko.school (a school's code). No scope, no rows. What the public
-- may read are the values of schools and their comparisons; the views take out what is hidden and round the rest.
-- Policies call SQL functions and hold no subqueries, so that they also run on Citus.

create or replace function core.scope_audience() returns text
language sql stable parallel safe
return nullif(current_setting('soko.audience', true), '');
comment on function core.scope_audience() is
'Для кого идёт запрос: operator, region, municipality, school, public; пусто — ни для кого';

-- The register itself: its rows are judged by their own columns, so no policy asks itself.
create or replace function core.scope_holds_territory(municipality_id bigint)
returns boolean
language sql stable parallel safe
return exists (
    select 1
    from core.territory
    where
        territory.territory_id = scope_holds_territory.municipality_id
        and territory.oktmo = nullif(current_setting('soko.territory', true), '')
);
comment on function core.scope_holds_territory(bigint) is
'Входит ли муниципалитет в область запроса';

-- The numbers of the schools that the scope holds, between commas, are asked for once a transaction and kept in the setting
-- soko.schools: to ask the register for each row took a hundred times as long. Without the setting it is asked.
create or replace function core.scope_lists_school(school_id bigint) returns boolean
language sql stable parallel safe
return strpos(
    nullif(current_setting('soko.schools', true), ''), ',' || school_id || ','
) > 0;
comment on function core.scope_lists_school(bigint) is
'Есть ли школа среди номеров soko.schools; пусто, если номера не заданы';

create or replace function core.scope_allows_entry(
    school_id bigint, school_code text, municipality_id bigint
)
returns boolean
language sql stable parallel safe
return case core.scope_audience()
    when 'operator' then true
    when 'region' then true
    when 'municipality'
        then
            coalesce(
                core.scope_lists_school(school_id),
                core.scope_holds_territory(municipality_id)
            )
    when 'school' then school_code = nullif(current_setting('soko.school', true), '')
    when 'public' then true
    else false
end;
comment on function core.scope_allows_entry(bigint, text, bigint) is
'Видна ли запросу школа реестра';

-- Of the scopes that hold some schools and not others.
create or replace function core.scope_schools() returns text
language sql stable parallel safe
return case core.scope_audience()
    when 'municipality'
        then (
            select ',' || coalesce(string_agg(school.school_id || ',', ''), '')
            from core.school
            where
                school.municipality_id = (
                    select territory.territory_id
                    from core.territory
                    where
                        territory.oktmo
                        = nullif(current_setting('soko.territory', true), '')
                )
        )
    when 'school'
        then (
            select ',' || coalesce(string_agg(school.school_id || ',', ''), '')
            from core.school
            where
                school.school_code = nullif(current_setting('soko.school', true), '')
        )
end;
comment on function core.scope_schools() is
'Номера школ области запроса для soko.schools: решает правило реестра; пусто, где область — не отдельные школы';

create or replace function core.scope_finds_school(school_id bigint) returns boolean
language sql stable parallel safe
return exists (
    select 1
    from core.school
    where school.school_id = scope_finds_school.school_id
);
comment on function core.scope_finds_school(bigint) is
'Видна ли запросу школа с этим номером в реестре: решает его правило';

create or replace function core.scope_holds_school(school_id bigint) returns boolean
language sql stable parallel safe
return coalesce(
    core.scope_lists_school(school_id), core.scope_finds_school(school_id)
);
comment on function core.scope_holds_school(bigint) is
'Видна ли запросу школа с этим номером: по номерам soko.schools или по реестру';

create or replace function core.scope_allows(school_id bigint) returns boolean
language sql stable parallel safe
return case core.scope_audience()
    when 'operator' then true
    when 'region' then true
    when 'municipality' then core.scope_holds_school(school_id)
    when 'school' then core.scope_holds_school(school_id)
    else false
end;
comment on function core.scope_allows(bigint) is 'Видны ли запросу строки школы';

create or replace function core.scope_allows_figures(school_id bigint)
returns boolean
language sql stable parallel safe
return core.scope_audience() = 'public' or core.scope_allows(school_id);
comment on function core.scope_allows_figures(bigint) is
'Видны ли запросу показатели школы: через представления, без скрытого';

-- Records of pupils and staff, and bundles as they came: for the school they are of and for the operator.
create or replace function core.scope_allows_records(school_id bigint) returns boolean
language sql stable parallel safe
return case core.scope_audience()
    when 'operator' then true
    when 'school' then core.scope_holds_school(school_id)
    else false
end;
comment on function core.scope_allows_records(bigint) is
'Видны ли запросу сами записи школы: оператору и ей самой';

create or replace function core.scope_holds_code(school_code text) returns boolean
language sql stable parallel safe
return exists (
    select 1
    from core.school
    where school.school_code = scope_holds_code.school_code
);
comment on function core.scope_holds_code(text) is
'Видна ли запросу школа с этим кодом: решает правило реестра';

create or replace function core.scope_allows_delivery(sender text, school_code text)
returns boolean
language sql stable parallel safe
return case core.scope_audience()
    when 'operator' then true
    when 'region' then true
    when 'municipality' then core.scope_holds_code(coalesce(school_code, sender))
    when 'school' then core.scope_holds_code(coalesce(school_code, sender))
    else false
end;
comment on function core.scope_allows_delivery(text, text) is
'Виден ли запросу пакет: свой он, если своя школа, о которой он';

create or replace function core.scope_allows_upload(
    sender text, kind text, school_code text
)
returns boolean
language sql stable parallel safe
return case core.scope_audience()
    when 'operator' then true
    when 'municipality'
        then kind = 'school' and core.scope_holds_code(coalesce(school_code, sender))
    when 'school'
        then kind = 'school' and core.scope_holds_code(coalesce(school_code, sender))
    else false
end;
comment on function core.scope_allows_upload(text, text, text) is
'Может ли запрос прислать пакет: школы — о своей школе, реестр и опубликованное — только оператор';

create or replace function core.scope_holds_bundle(bundle_id bigint) returns boolean
language sql stable parallel safe
return exists (
    select 1
    from intake.bundle
    where bundle.bundle_id = scope_holds_bundle.bundle_id
);
comment on function core.scope_holds_bundle(bigint) is
'Виден ли запросу пакет с этим номером: решает правило пакетов';

create or replace function core.scope_allows_bundle(bundle_id bigint) returns boolean
language sql stable parallel safe
return case core.scope_audience()
    when 'operator' then true
    when 'region' then true
    when 'municipality' then core.scope_holds_bundle(bundle_id)
    when 'school' then core.scope_holds_bundle(bundle_id)
    else false
end;
comment on function core.scope_allows_bundle(bigint) is 'Видны ли запросу строки пакета';

-- A published figure of few schools would give them away, and so would one of a sensitive indicator; of the
-- publisher's own codes nobody knows which are. Whoever sees the territory's schools sees its figures too.
create or replace function core.scope_allows_figure(
    oktmo text, schools_count integer, indicator_code text, published_code text
)
returns boolean
language sql stable parallel safe
return case
    when core.scope_audience() in ('operator', 'region') then true
    when
        core.scope_audience() = 'municipality'
        and oktmo = nullif(current_setting('soko.territory', true), '')
        then true
    when core.scope_audience() in ('municipality', 'school')
        then
            published_code is null
            and exists (
                select 1
                from result.threshold
                where
                    threshold.name = 'group_schools_open'
                    and threshold.value <= scope_allows_figure.schools_count
            )
            and not exists (
                select 1
                from result.indicator
                where
                    indicator.code = scope_allows_figure.indicator_code
                    and indicator.is_current
                    and (indicator.passport ->> 'sensitive')::boolean
            )
    else false
end;
comment on function core.scope_allows_figure(text, integer, text, text) is
'Виден ли запросу опубликованный итог: открыт он, если школ в нём достаточно и показатель не чувствительный';

-- The same of a figure made a value of the catalog, whose indicator is known by number.
create or replace function core.scope_allows_published(
    oktmo text, school_count bigint, indicator_id bigint
)
returns boolean
language sql stable parallel safe
return core.scope_allows_figure(
    oktmo,
    school_count::integer,
    (
        select indicator.code
        from result.indicator
        where indicator.indicator_id = scope_allows_published.indicator_id
    ),
    null
);
comment on function core.scope_allows_published(text, bigint, bigint) is
'Видно ли запросу опубликованное значение показателя: как сам итог';

-- Whoever sees the territory's schools: told before anything is looked up.
create or replace function core.scope_holds_figures(oktmo text) returns boolean
language sql stable parallel safe
return case core.scope_audience()
    when 'operator' then true
    when 'region' then true
    when 'municipality'
        then
            coalesce(
                oktmo = nullif(current_setting('soko.territory', true), ''), false
            )
    else false
end;
comment on function core.scope_holds_figures(text) is
'Видны ли запросу все опубликованные итоги территории';

-- A saved set is as visible as its schools are: whoever may see one of them sees that it is compared so.
create or replace function core.scope_holds_set(school_set_id bigint) returns boolean
language sql stable parallel safe
return exists (
    select 1
    from intake.school_set_member as member
    where member.school_set_id = scope_holds_set.school_set_id
);
comment on function core.scope_holds_set(bigint) is
'Виден ли запросу набор школ: виден он, если видна хоть одна его школа';

-- A plan is everybody's whose schools it asks: a school sees what it is asked, its municipality and the region the whole.
create or replace function core.scope_holds_municipality(oktmo text) returns boolean
language sql stable parallel safe
return exists (
    select 1
    from core.school
    inner join core.territory
        on school.municipality_id = territory.territory_id
    where territory.oktmo = scope_holds_municipality.oktmo
);
comment on function core.scope_holds_municipality(text) is
'Есть ли в муниципалитете школа, видная запросу: решает правило реестра';

create or replace function core.scope_allows_plan(oktmo text, school_code text)
returns boolean
language sql stable parallel safe
return case core.scope_audience()
    when 'operator' then true
    when 'region' then true
    when 'municipality' then core.scope_holds_municipality(oktmo)
    when 'school'
        then
            case
                when school_code is null then core.scope_holds_municipality(oktmo)
                else core.scope_holds_code(school_code)
            end
    else false
end;
comment on function core.scope_allows_plan(text, text) is
'Видна ли запросу строка плана: школе — её и общие её муниципалитета';

create or replace function core.scope_allows_bytes(bundle_id bigint) returns boolean
language sql stable parallel safe
return case core.scope_audience()
    when 'operator' then true
    when 'school' then core.scope_holds_bundle(bundle_id)
    else false
end;
comment on function core.scope_allows_bytes(bigint) is
'Видны ли запросу байты пакета: оператору и отправителю';
