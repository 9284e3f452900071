-- Who may do what. Run as the owner after the derived schemas are rebuilt; every statement can be repeated.
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

-- Row-level security, enabled and forced, on every table with a school's rows. The worker loads and
-- computes for all schools; the owner has no policy and so sees no school's rows.
do $$
declare
    target record;
begin
    for target in
        select
            policy.polname as policy,
            policy.polrelid::regclass as relation
        from pg_catalog.pg_policy as policy
        where policy.polname in ('worker', 'scope', 'upload')
    loop
        execute format('drop policy %I on %s', target.policy, target.relation);
    end loop;
    for target in
        select
            format('%I.%I', namespace.nspname, class.relname) as name,
            case
                when class.oid = 'core.school'::regclass
                    then
                        'core.scope_allows_entry(school_id, school_code, municipality_id)'
                when class.oid = 'intake.bundle'::regclass
                    then 'core.scope_allows_delivery(sender, school_code)'
                when class.oid = 'core.external_aggregate'::regclass
                    then
                        'core.scope_allows_figure(oktmo, schools_count, indicator_code, published_code)'
                when class.oid = 'result.published_value'::regclass
                    then
                        'core.scope_allows_published(oktmo, school_count, indicator_id)'
                when
                    class.oid in (
                        'result.indicator_value'::regclass,
                        'result.comparison'::regclass,
                        'result.hidden_cell'::regclass
                    )
                    then 'core.scope_allows_figures(school_id)'
                when class.oid = 'core.school_succession'::regclass
                    then
                        'core.scope_holds_code(predecessor_code) or core.scope_holds_code(successor_code)'
                when class.oid = 'intake.heading'::regclass
                    then
                        'core.scope_audience() <> ''public'' and core.scope_holds_code(school_code)'
                when class.oid = 'intake.school_set'::regclass
                    then 'core.scope_holds_set(school_set_id)'
                when class.oid = 'core.plan_item'::regclass
                    then 'core.scope_allows_plan(oktmo, school_code)'
                when class.oid = 'intake.bundle_part'::regclass
                    then 'core.scope_allows_bytes(bundle_id)'
                -- Views for every scope count over these two.
                when
                    namespace.nspname = 'core'
                    and class.relname not in ('school_year', 'enrolment')
                    then 'core.scope_allows_records(school_id)'
                when has_column.school then 'core.scope_allows(school_id)'
                else 'core.scope_allows_bundle(bundle_id)'
            end as rule,
            case
                when class.oid = 'intake.bundle'::regclass
                    then 'core.scope_allows_upload(sender, kind, school_code)'
                when class.oid = 'intake.bundle_part'::regclass
                    then
                        'core.scope_audience() <> ''region'' and core.scope_allows_bundle(bundle_id)'
            end as upload_rule,
            class.relrowsecurity and class.relforcerowsecurity as is_secured
        from pg_catalog.pg_class as class
        inner join pg_catalog.pg_namespace as namespace
            on class.relnamespace = namespace.oid
        cross join lateral (
            select
                coalesce(bool_or(attribute.attname = 'school_id'), false) as school,
                coalesce(bool_or(attribute.attname = 'bundle_id'), false) as bundle
            from pg_catalog.pg_attribute as attribute
            where
                attribute.attrelid = class.oid
                and attribute.attnum > 0
                and not attribute.attisdropped
        ) as has_column
        where
            class.relkind in ('r', 'p')
            and namespace.nspname in ('core', 'intake', 'result')
            and (
                has_column.school
                or has_column.bundle
                or class.oid = 'core.school_succession'::regclass
                or class.oid = 'intake.heading'::regclass
                or class.oid = 'intake.school_set'::regclass
                or class.oid = 'core.plan_item'::regclass
            )
        order by class.oid
    loop
        if not target.is_secured then
            execute format('alter table %s enable row level security', target.name);
            execute format('alter table %s force row level security', target.name);
        end if;
        execute format(
            'create policy worker on %s to soko_worker using (true) with check (true)',
            target.name
        );
        execute format(
            'create policy scope on %s for select to soko_web using (%s)',
            target.name, target.rule
        );
        -- An analyst''s tool says its scope itself: what only an operator or a school may see is not for it.
        execute format(
            'create policy analysis on %s for select to soko_bi using (core.scope_audience() in (''region'', ''municipality'', ''public'') and (%s))',
            target.name, target.rule
        );
        if target.upload_rule is not null then
            execute format(
                'create policy upload on %s for insert to soko_web with check (%s)',
                target.name, target.upload_rule
            );
        end if;
    end loop;
end
$$;
-- What policies asked before the school's number was one of the questions.
drop function if exists core.scope_allows_entry(text, bigint);

create policy revert on intake.bundle for update to soko_web
using (
    core.scope_audience() = 'operator'
    and kind = 'school'
    and state in ('done', 'superseded')
)
with check (
    state = 'queued'
    and attempt_count = 0
    and revert_asked_at is not null
    and revert_outcome is null
);

-- Of schema access the service reads what lets somebody in before there is a scope. In the scope of the operator it
-- also makes and ends accounts, tokens and links, but none of an operator: those are the owner's, so that a service that
-- is broken into cannot make itself a lasting way to everything. What was closed or revoked stays so. The owner is held
-- by none of this.
do $$
declare
    target record;
begin
    for target in
        select
            policy.polname as policy,
            policy.polrelid::regclass as relation
        from pg_catalog.pg_policy as policy
        inner join pg_catalog.pg_class as class on class.oid = policy.polrelid
        where class.relnamespace = 'access'::regnamespace
    loop
        execute format('drop policy %I on %s', target.policy, target.relation);
    end loop;
    for target in
        select relation
        from unnest(
            array['access.account', 'access.token', 'access.link', 'access.reading']
        ) as item (relation)
        inner join pg_catalog.pg_class as class on class.oid = item.relation::regclass
        where not class.relrowsecurity
    loop
        execute format('alter table %s enable row level security', target.relation);
    end loop;
end
$$;
create policy find on access.account for select to soko_web using (true);
create policy make on access.account for insert to soko_web
with check (core.scope_audience() = 'operator' and role <> 'operator');
create policy change on access.account for update to soko_web
using (core.scope_audience() = 'operator' and role <> 'operator' and closed_at is null)
with check (core.scope_audience() = 'operator' and role <> 'operator');
create policy find on access.token for select to soko_web using (true);
create policy make on access.token for insert to soko_web
with check (core.scope_audience() = 'operator' and role <> 'operator');
create policy change on access.token for update to soko_web
using (core.scope_audience() = 'operator' and revoked_at is null)
with check (core.scope_audience() = 'operator' and revoked_at is not null);
create policy find on access.link for select to soko_web using (true);
create policy make on access.link for insert to soko_web
with check (core.scope_audience() = 'operator');
create policy change on access.link for update to soko_web
using (core.scope_audience() = 'operator' and revoked_at is null)
with check (core.scope_audience() = 'operator' and revoked_at is not null);
-- A link is spent in the scope of its school, by the transaction that stores the bundle.
create policy spend on access.link for update to soko_web
using (
    core.scope_audience() = 'school'
    and school_code = nullif(current_setting('soko.school', true), '')
    and revoked_at is null
    and expires_at > now()
)
with check (
    core.scope_audience() = 'school'
    and school_code = nullif(current_setting('soko.school', true), '')
    and bundle_id is not null
    and core.scope_holds_bundle(bundle_id)
);
create policy note on access.reading for insert to soko_web with check (true);
create policy read on access.reading for select to soko_web
using (core.scope_audience() = 'operator');
create policy retain on access.reading to soko_worker using (true);
-- A school that is erased comes in no more.
create policy erase on access.account to soko_worker using (true);
create policy erase on access.token to soko_worker using (true);
create policy erase on access.link to soko_worker using (true);

-- The worker loads and computes.
grant usage on schema core, intake, result, report_v1 to soko_worker;
grant select, insert, update, delete on all tables in schema core to soko_worker;
grant select, insert, update, delete on all tables in schema intake to soko_worker;
grant select, insert, update, delete on all tables in schema result to soko_worker;
grant select on all tables in schema report_v1 to soko_worker;
-- Decisions are added, never rewritten.
revoke update, delete on intake.problem_policy from soko_worker;
-- So are names that are given to clusters.
revoke update, delete on result.cluster_name from soko_worker;
-- What was said of a heading may be taken back, and stays.
revoke delete on intake.heading from soko_worker;
-- A set is retired and stays, with its schools.
revoke delete on intake.school_set from soko_worker;
revoke update, delete on intake.school_set_member from soko_worker;

-- The service reads report_v1, whose views look beneath with the reader's rights, and takes uploads.
grant usage on schema core, intake, result, report_v1 to soko_web;
grant select on all tables in schema report_v1 to soko_web;
grant select on all tables in schema result to soko_web;
-- It gives a school its own records and bundles back; policies show them to no one else but the operator.
grant select on all tables in schema core to soko_web;
grant select on intake.slice to soko_web;
grant select on intake.touched to soko_web;
grant select, insert on intake.bundle to soko_web;
-- An operator asks that a bundle be taken back: nothing else about a bundle is changed from here.
grant update (
    state, attempt_count, revert_asked_at, revert_reason, revert_outcome
) on intake.bundle to soko_web;
grant select, insert on intake.bundle_part to soko_web;
grant select on intake.problem to soko_web;
grant select on intake.problem_total to soko_web;
grant select on intake.problem_policy to soko_web;
grant select on intake.heading to soko_web;
grant select on intake.school_set to soko_web;
grant select on intake.school_set_member to soko_web;

-- It asks who comes in, keeps sessions and counts tries, and writes what an operator decides of accounts, tokens and
-- links: what they are stays, a way in is only closed or made anew. Of the log of reading it may add lines and show them
-- to an operator, and the worker may remove those whose time is over.
grant usage on schema access to soko_web, soko_worker;
grant select, insert on access.account to soko_web;
grant update (
    salt,
    digest,
    scrypt_rounds,
    scrypt_block_size,
    scrypt_parallelism,
    password_set_at,
    closed_at
) on access.account to soko_web;
grant select, insert on access.token to soko_web;
grant update (revoked_at) on access.token to soko_web;
grant select, insert on access.link to soko_web;
grant update (revoked_at, bundle_id) on access.link to soko_web;
grant select, insert, update, delete on access.session to soko_web;
grant select, insert, update, delete on access.login_try to soko_web;
grant select, insert, update, delete on access.openid_entry to soko_web;
grant select, insert on access.reading to soko_web;
grant select (read_at), delete on access.reading to soko_worker;
grant select (account_id), delete on access.session to soko_worker;
grant select (
    account_id, school_code, closed_at
), update (closed_at) on access.account to soko_worker;
grant select (
    school_code, revoked_at
), update (revoked_at) on access.token to soko_worker;
grant select (
    school_code, revoked_at
), update (revoked_at) on access.link to soko_worker;

-- Analysts' tools reach report_v1 only: they may read what its views read, but have no usage on the schemas
-- beneath, so no statement of theirs can name a table there. Their scope comes with the connection
-- (options=-csoko.audience=region); without it they see no rows.
grant usage on schema report_v1 to soko_bi;
grant select on all tables in schema report_v1 to soko_bi;
grant select on all tables in schema result to soko_bi;
grant select on core.territory to soko_bi;
grant select on core.subject to soko_bi;
grant select on core.exam_scale to soko_bi;
grant select on core.exam_minimum to soko_bi;
grant select on core.external_aggregate to soko_bi;
grant select on core.plan_item to soko_bi;
grant select on core.published_figure to soko_bi;
grant select on core.school_succession to soko_bi;
grant select on core.school to soko_bi;
grant select on core.school_year to soko_bi;
grant select (
    school_id, academic_year, student_key, class_code, entered_on, left_on
) on core.enrolment to soko_bi;
-- For the lines of a self-examination, of which it sees what its scope may: the records' own policies hold.
grant select (
    school_id, academic_year, class_code, grade, study_mode
) on core.class to soko_bi;
grant select (
    school_id, academic_year, student_key, level, event_kind, result
) on core.event_participation to soko_bi;
grant select (
    school_id,
    academic_year,
    staff_key,
    is_pedagogical,
    is_management,
    employment,
    education_level,
    is_pedagogical_profile,
    experience_band,
    age_band
) on core.staff to soko_bi;
grant select (
    school_id, academic_year, staff_key, is_fgos
) on core.staff_pd to soko_bi;
grant select (
    school_id,
    academic_year,
    as_of_on,
    has_edoc_flow,
    has_reading_room,
    has_computers_in_library,
    has_mediatheque,
    has_scanning,
    has_library_internet,
    has_printing
) on core.resource to soko_bi;
grant select on intake.bundle to soko_bi;
grant select on intake.slice to soko_bi;
grant select on intake.touched to soko_bi;
grant select on intake.problem to soko_bi;
grant select on intake.problem_total to soko_bi;
grant select on intake.problem_policy to soko_bi;
grant select on intake.school_set to soko_bi;
grant select on intake.school_set_member to soko_bi;
