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
using (core.scope_audience() = 'operator' and role <> 'operator' and revoked_at is null)
with check (
    core.scope_audience() = 'operator' and role <> 'operator' and revoked_at is not null
);
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
