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
        inner join pg_catalog.pg_class as class on class.oid = policy.polrelid
        where
            class.relnamespace in (
                'core'::regnamespace, 'intake'::regnamespace, 'result'::regnamespace
            )
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
