-- Which schools a school grew out of, however many steps back, and up to which academic year (exclusive) each speaks
-- for it. A merger, an accession and a transformation keep all pupils together, so their parts add up; a division or a
-- separation parts them, and what is behind it cannot be added.
create view analogue.succession with (security_invoker = true) as
with recursive

-- The year of a school changes when lessons are over: what happens from June on is of the year that begins then.
step as (
    select
        successor.school_id,
        predecessor.school_id as member_id,
        link.students_count,
        extract(year from link.happened_on)::integer
        + (extract(month from link.happened_on) >= 6)::integer as first_year,
        link.succession_kind in ('merger', 'accession', 'transformation')
        and count(*) over (partition by link.predecessor_code) = 1 as is_summed
    from core.school_succession as link
    inner join core.school as successor
        on link.successor_code = successor.school_code
    inner join core.school as predecessor
        on link.predecessor_code = predecessor.school_code
),

chain as (
    select
        step.school_id,
        step.member_id,
        step.first_year,
        step.is_summed,
        step.students_count,
        1 as depth
    from step
    union all
    select
        chain.school_id,
        step.member_id,
        least(chain.first_year, step.first_year) as first_year,
        step.is_summed,
        step.students_count,
        chain.depth + 1 as depth
    from chain
    inner join step
        on
            chain.member_id = step.school_id
            and chain.is_summed
            and step.first_year <= chain.first_year
    where chain.depth < 8
)

select
    chain.school_id,
    chain.member_id,
    chain.is_summed,
    min(chain.first_year) as first_year,
    sum(chain.students_count) as students_count
from chain
where chain.member_id <> chain.school_id
group by
    chain.school_id,
    chain.member_id,
    chain.is_summed
