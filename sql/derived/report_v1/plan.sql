create view report_v1.plan with (security_invoker = true) as
with

obliged as (
    select
        item.plan_item_id,
        item.record_tables,
        item.indicator_codes,
        item.academic_year,
        item.opens_on,
        school.school_id,
        school.school_code
    from core.plan_item as item
    inner join core.territory as municipality
        on item.oktmo = municipality.oktmo
    inner join core.school
        on
            municipality.territory_id = school.municipality_id
            and (
                item.school_code = school.school_code
                or item.school_code is null and school.is_open
            )
),

-- Laid out once: joined, a receipt would be taken apart for each obligation of its school.
came_table as materialized (
    select
        bundle.school_code,
        bundle.academic_year,
        bundle.received_at,
        told.line ->> 'name' as name
    from intake.bundle
    cross join lateral jsonb_array_elements(bundle.receipt -> 'tables') as told (line)
    where
        bundle.state = 'done'
        and bundle.academic_year in (
            select item.academic_year from core.plan_item as item
        )
),

asked_table as (
    select
        obliged.plan_item_id,
        obliged.school_id,
        asked.name,
        min(came_table.received_at) as came_at
    from obliged
    cross join lateral unnest(obliged.record_tables) as asked (name)
    left join came_table
        on
            obliged.school_code = came_table.school_code
            and obliged.academic_year = came_table.academic_year
            and asked.name = came_table.name
            and came_table.received_at >= obliged.opens_on
    group by obliged.plan_item_id, obliged.school_id, asked.name
),

asked_indicator as (
    select
        obliged.plan_item_id,
        obliged.school_id,
        asked.name,
        min(run.started_at) as came_at
    from obliged
    cross join lateral unnest(obliged.indicator_codes) as asked (name)
    left join result.indicator
        on asked.name = indicator.code
    left join result.indicator_value as value
        on
            obliged.school_id = value.school_id
            and obliged.academic_year = value.academic_year
            and indicator.indicator_id = value.indicator_id
    left join result.run
        on
            value.since_run = run.run_id
            and run.state = 'done'
    group by obliged.plan_item_id, obliged.school_id, asked.name
),

answered as (
    select
        asked.plan_item_id,
        asked.school_id,
        bool_and(asked.came_at is not null) as is_whole,
        max(asked.came_at) as last_at,
        array_remove(
            array_agg(
                case when asked.came_at is null then asked.name end
                order by asked.name
            ),
            null
        ) as missing
    from (
        select * from asked_table
        union all
        select * from asked_indicator
    ) as asked
    group by asked.plan_item_id, asked.school_id
)

select
    item.plan_item_id as item,
    item.oktmo as municipality,
    school.school_code as school,
    item.item_code as code,
    item.academic_year as year,
    item.object,
    item.indicator_codes as indicators,
    item.record_tables,
    item.periodicity,
    item.form,
    item.responsible,
    item.opens_on,
    item.due_on,
    answered.missing,
    item.note,
    case when answered.is_whole then answered.last_at end as delivered_at,
    case
        when answered.is_whole and answered.last_at::date <= item.due_on then 'done'
        when answered.is_whole then 'done_late'
        when item.due_on < current_date then 'late'
        else 'ahead'
    end as state,
    case
        when answered.is_whole then greatest(answered.last_at::date - item.due_on, 0)
        else greatest(current_date - item.due_on, 0)
    end as days_late,
    case
        when not answered.is_whole and item.due_on >= current_date
            then item.due_on - current_date
    end as days_left,
    not answered.is_whole
    and item.opens_on <= current_date
    and item.due_on <= current_date + (
        select threshold.value::integer from result.threshold
        where threshold.name = 'plan_reminder_days'
    ) as is_to_remind,
    item.school_code as item_school
from answered
inner join core.plan_item as item
    on answered.plan_item_id = item.plan_item_id
inner join core.school
    on answered.school_id = school.school_id;
comment on view report_v1.plan is
'План мониторинга по школам: срок, что пришло, кто опоздал; выводится из принятых пакетов и вычисленных показателей';
comment on column report_v1.plan.state is
'done — в срок, done_late — с опозданием, late — срок прошёл, ahead — срок впереди';
comment on column report_v1.plan.missing is 'Таблицы и показатели, которых ещё нет';
comment on column report_v1.plan.item_school is
'Школа, для которой срок назначен; пусто — все школы муниципалитета';
comment on column report_v1.plan.days_left is
'Дней до срока; пусто, если сделано или срок прошёл';
comment on column report_v1.plan.is_to_remind is
'Сегодня напомнить: не сделано, приём начался, а срок прошёл или близок (порог plan_reminder_days)';
