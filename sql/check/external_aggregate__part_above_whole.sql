/*---
code: intake.part_exceeds_whole
table: external_aggregate
---*/
-- An exam's numerator and a share's are so many of all; schools are not more than their pupils.
select
    told.row_number,
    part.column_name,
    null::jsonb as arguments
from staging_external_aggregate as told
left join result.indicator
    on
        told.indicator_code = indicator.code
        and indicator.is_current
cross join
    lateral (
        values
        (
            'numerator',
            (
                told.exam_code is not null
                or indicator.passport ->> 'kind' in ('share', 'flag')
            )
            and (told.numerator > told.denominator or told.numerator < 0)
        ),
        ('schools_count', told.schools_count > told.students_count)
    ) as part (column_name, is_above)
where
    not told.is_deleted
    and part.is_above
