create view report_v1.school_set with (security_invoker = true) as
select
    school_set.school_set_id as number,
    school_set.set_code as set,
    school_set.title,
    school.school_code as school,
    school_set.retired_at is null as is_in_force,
    school_set.made_by,
    school_set.made_at,
    school_set.retired_at,
    school_set.note
from intake.school_set
inner join intake.school_set_member as member
    on school_set.school_set_id = member.school_set_id
inner join core.school
    on member.school_id = school.school_id;
comment on view report_v1.school_set is
'Наборы школ, сохранённые аналитиками: действующие и прежние';
