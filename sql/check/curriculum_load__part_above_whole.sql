/*---
code: intake.part_exceeds_whole
table: curriculum_load
---*/
select
    row_number,
    case
        when hours_qualified > hours_taught then 'hours_qualified'
        else 'hours_taught'
    end as column_name,
    null::jsonb as arguments
from staging_curriculum_load
where
    not is_deleted
    and (hours_qualified > hours_taught or hours_taught > hours_plan)
