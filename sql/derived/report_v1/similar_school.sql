-- A row per similar school, or one with the reason where there is none. What the two differ by is told only to who may
-- see the lists of both.
create view report_v1.similar_school with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    list.academic_year as year,
    list.reason,
    (list.basis ->> 'version')::integer as version,
    list.basis ->> 'level' as level,
    list.basis ->> 'schoolClass' as school_class,
    (list.basis ->> 'eligible')::integer as eligible,
    (list.basis ->> 'neighbors')::integer as sought,
    (list.basis ->> 'coverage')::double precision as coverage,
    (list.basis ->> 'caliper')::double precision as caliper,
    (list.basis ->> 'meanDistance')::double precision as mean_distance,
    list.basis ->> 'quality' as quality,
    list.basis ->> 'weightsFrom' as weights_from,
    (list.basis ->> 'weightsYear')::integer as weights_year,
    case
        when core.scope_level() = 1 or core.scope_is_school() then variable.balance
    end as balance,
    variable.off,
    variable.carried,
    list.basis -> 'stability' as stability,
    (list.basis ->> 'lists')::integer as lists,
    member_school.school_code as member,
    round(member.distance::numeric, 2)::double precision as distance,
    coalesce((list.basis -> 'hubs') ? member_school.school_code, false) as is_hub,
    case
        when core.scope_level() = 1 or core.scope_is_school() then contribution.parts
    end as contributions,
    publication.run_id as run
from result.publication
inner join result.analogue_set as list
    on
        publication.run_id = core.shown_run()
        and list.analogue = 'similar'
        and list.since_run <= publication.run_id
        and (list.until_run is null or list.until_run > publication.run_id)
inner join core.school
    on list.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
cross join
    lateral (
        select
            jsonb_agg(
                jsonb_build_object(
                    'variable', item.variable,
                    'weight', round(item.weight::numeric, 3),
                    'balance', round(item.balance::numeric, 2),
                    'isOff', item."isOff",
                    'isCarried', item."isCarried"
                )
            ) as balance,
            coalesce(
                array_agg(
                    item.variable
                    order by abs(item.balance) desc, item.variable asc
                ) filter (where item."isOff"),
                '{}'
            ) as off,
            coalesce(
                array_agg(item.variable) filter (where item."isCarried"),
                '{}'
            ) as carried
        from
            jsonb_to_recordset(list.basis -> 'variables') as item (
                variable text,
                weight double precision,
                balance double precision,
                "isOff" boolean,
                "isCarried" boolean
            )
    ) as variable
left join result.analogue_member as member
    on
        list.school_id = member.school_id
        and list.academic_year = member.academic_year
        and member.analogue = 'similar'
        and member.since_run <= publication.run_id
        and (member.until_run is null or member.until_run > publication.run_id)
left join core.school as member_school
    on member.member_id = member_school.school_id
left join result.analogue_set as other
    on
        member.member_id = other.school_id
        and member.academic_year = other.academic_year
        and other.analogue = 'similar'
        and other.since_run <= publication.run_id
        and (other.until_run is null or other.until_run > publication.run_id)
cross join
    lateral (
        select sum(own.weight * power(own.score - near.score, 2)) as total
        from
            jsonb_to_recordset(list.basis -> 'variables') as own (
                variable text, weight double precision, score double precision
            )
        inner join
            jsonb_to_recordset(other.basis -> 'variables') as near (
                variable text, score double precision
            )
            on own.variable = near.variable
    ) as pair
cross join
    lateral (
        select
            array_agg(
                own.variable
                || '='
                || round(
                    (
                        own.weight * power(own.score - near.score, 2) / pair.total
                    )::numeric,
                    2
                )
                order by
                    own.weight * power(own.score - near.score, 2) desc,
                    own.variable asc
            ) as parts
        from
            jsonb_to_recordset(list.basis -> 'variables') as own (
                variable text, weight double precision, score double precision
            )
        inner join
            jsonb_to_recordset(other.basis -> 'variables') as near (
                variable text, score double precision
            )
            on own.variable = near.variable
        where
            own.weight * power(own.score - near.score, 2) >= 0.005 * pair.total
            and pair.total > 0
    ) as contribution;
comment on view report_v1.similar_school is
'Похожие школы: кто, как далеко, чем отличаются, как хорошо подобраны; или причина, по которой их нет';
