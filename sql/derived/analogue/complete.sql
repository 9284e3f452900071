-- Schools that sent every table an indicator reads, by the set of tables, which many indicators share.
create view analogue.complete with (security_invoker = true) as
with

delivery as (
    select distinct
        school_id,
        academic_year,
        table_name
    from intake.slice
),

reader as (
    select
        named.tables,
        item.name,
        count(*) over (partition by named.tables) as table_count
    from (
        select distinct indicator.passport -> 'tables' as tables
        from result.indicator
        where indicator.is_current
    ) as named
    cross join
        lateral jsonb_array_elements_text(named.tables) as item (name)
)

select
    reader.tables,
    delivery.school_id,
    delivery.academic_year
from reader
inner join delivery
    on reader.name = delivery.table_name
group by
    reader.tables,
    reader.table_count,
    delivery.school_id,
    delivery.academic_year
having count(*) = reader.table_count
