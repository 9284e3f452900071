-- Where a year and the one before it were measured on different scales: another highest score or other limits of
-- the marks, or another minimum. Known scales only: where one of the two is not told, nothing is said.
create view analogue.scale_change with (security_invoker = true) as
with

-- Which scale an indicator rests on: of the exam itself, or its minimum. A subject that is fixed stands here, otherwise
-- it is the cut's.
resting (indicator_code, exam_kind, subject_code, is_minimum) as (
    values
    ('ext.gia9.mean_mark5', 'oge', null, false),
    ('ext.gia9.pass_share', 'oge', null, false),
    ('ext.gia9.pass_share.final', 'oge', null, false),
    ('ext.gia9.quality45_share', 'oge', null, false),
    ('ext.gia9.quality45_share.final', 'oge', null, false),
    ('ext.gia9.gve.mean_mark5', 'gve9', null, false),
    ('ext.below_min.gia9_share', 'oge', null, false),
    ('ext.below_min.gia9_share.final', 'oge', null, false),
    ('ext.below_min.gia9_share.of_graduates', 'oge', null, false),
    ('ext.below_min.any_share', 'oge', 'rus', false),
    ('ext.below_min.any_share', 'oge', 'mat', false),
    ('ext.below_min.any_share', 'ege', 'rus', true),
    ('ext.below_min.any_share', 'ege', 'mat_prof', true),
    ('ext.below_min.any_share', 'ege', 'mat_base', true),
    ('ext.below_min.gia11_share', 'ege', null, true),
    ('ext.below_min.gia11_share.final', 'ege', null, true),
    ('ext.gia11.mat_base.mean_mark5', 'ege', 'mat_base', false),
    ('ext.gia11.mean100', 'ege', null, false),
    ('ext.gia11.high81_share', 'ege', null, false),
    ('qa.mark_exam_gap', 'oge', null, false),
    ('qa.mark_exam_gap.mean', 'oge', null, false)
),

scale_changed as (
    select
        now.academic_year,
        now.exam_kind,
        now.subject_code
    from core.exam_scale as now
    inner join core.exam_scale as earlier
        on
            now.academic_year = earlier.academic_year + 1
            and now.exam_kind = earlier.exam_kind
            and now.subject_code = earlier.subject_code
    where
        (now.max_primary, now.mark3_from, now.mark4_from, now.mark5_from)
        is distinct from
        (
            earlier.max_primary,
            earlier.mark3_from,
            earlier.mark4_from,
            earlier.mark5_from
        )
),

-- A minimum holds until the next one, so it changes in the year another begins.
minimum_changed as (
    select
        stated.valid_from_year as academic_year,
        stated.exam_kind,
        stated.subject_code
    from (
        select
            exam_minimum.valid_from_year,
            exam_minimum.exam_kind,
            exam_minimum.subject_code,
            exam_minimum.minimum_score,
            lag(exam_minimum.minimum_score) over (
                partition by exam_minimum.exam_kind, exam_minimum.subject_code
                order by exam_minimum.valid_from_year
            ) as earlier_score
        from core.exam_minimum
    ) as stated
    where
        stated.earlier_score is not null
        and stated.minimum_score <> stated.earlier_score
),

changed as (
    select
        scale_changed.academic_year,
        scale_changed.exam_kind,
        scale_changed.subject_code,
        false as is_minimum
    from scale_changed
    union all
    select
        minimum_changed.academic_year,
        minimum_changed.exam_kind,
        minimum_changed.subject_code,
        true as is_minimum
    from minimum_changed
)

select distinct
    indicator.indicator_id,
    changed.academic_year,
    case when resting.subject_code is null then changed.subject_code end as subject_code
from resting
inner join result.indicator
    on
        resting.indicator_code = indicator.code
        and indicator.is_current
inner join changed
    on
        resting.exam_kind = changed.exam_kind
        and resting.is_minimum = changed.is_minimum
        and coalesce(resting.subject_code, changed.subject_code) = changed.subject_code
