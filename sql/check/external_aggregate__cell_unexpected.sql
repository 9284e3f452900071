/*---
code: intake.value_unexpected
table: external_aggregate
---*/
-- A cell that says nothing of this measure would make one figure two.
select
    told.row_number,
    spare.column_name,
    null::jsonb as arguments
from staging_external_aggregate as told
cross join
    lateral (
        values
        ('cut', told.exam_code is not null and told.cut is not null),
        ('subject_code', told.exam_code is null and told.subject_code is not null),
        ('grade', told.exam_code is null and told.grade is not null),
        ('scale', told.indicator_code is not null and told.scale is not null),
        (
            'scale',
            told.exam_code is not null
            and told.scale is not null
            and told.numerator is not null
            and num_nonnulls(
                told.mean, told.sd, told.p10, told.p25, told.p50, told.p75, told.p90,
                told.mark2_count, told.mark3_count, told.mark4_count, told.mark5_count
            ) = 0
        ),
        (
            'mark2_count',
            num_nonnulls(
                told.mark2_count, told.mark3_count, told.mark4_count, told.mark5_count
            ) > 0
            and told.scale is not null
            and told.scale <> 'mark'
        )
    ) as spare (column_name, is_spare)
where
    not told.is_deleted
    and spare.is_spare
