/*---
code: intake.value_missing
table: external_aggregate
---*/
-- What must stand beside what is there.
select
    told.row_number,
    missing.column_name,
    null::jsonb as arguments
from staging_external_aggregate as told
cross join
    lateral (
        values
        (
            num_nonnulls(
                told.mean, told.sd, told.p10, told.p25, told.p50, told.p75, told.p90
            ) > 0,
            num_nonnulls(
                told.mark2_count, told.mark3_count, told.mark4_count, told.mark5_count
            ) > 0
        )
    ) as given (has_scale, has_marks)
cross join
    lateral (
        values
        ('cut', told.exam_code is null and told.cut is null),
        ('subject_code', told.exam_code is not null and told.subject_code is null),
        ('grade', told.exam_code is not null and told.grade is null),
        (
            'scale',
            told.exam_code is not null
            and (given.has_scale or given.has_marks)
            and told.scale is null
        ),
        (
            'published_title',
            told.published_code is not null and told.published_title is null
        ),
        ('students_count', given.has_marks and told.students_count is null),
        ('mark2_count', given.has_marks and told.mark2_count is null),
        ('mark3_count', given.has_marks and told.mark3_count is null),
        ('mark4_count', given.has_marks and told.mark4_count is null),
        ('mark5_count', given.has_marks and told.mark5_count is null),
        ('numerator', told.denominator is not null and told.numerator is null),
        ('denominator', told.numerator is not null and told.denominator is null)
    ) as missing (column_name, is_missing)
where
    not told.is_deleted
    and missing.is_missing
