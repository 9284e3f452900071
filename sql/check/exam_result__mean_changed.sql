/*---
code: intake.exam_mean_changed
table: exam_result
past: true
---*/
-- The exams that everyone sits; the others are chosen by other pupils each year.
with

present as (
    select
        exam_kind,
        subject_code,
        min(row_number) as row_number,
        count(*) as results_count,
        avg(coalesce(score100, mark5)) as mean,
        var_samp(coalesce(score100, mark5)) as variance
    from exam_result_now
    where
        is_final
        and status = 'valid'
        and is_past_graduate is not true
        and subject_code in ('rus', 'mat', 'mat_base', 'mat_prof')
    group by
        exam_kind,
        subject_code
),

before as (
    select
        exam.exam_kind,
        exam.subject_code,
        count(*) as results_count,
        avg(coalesce(exam.score100, exam.mark5)) as mean,
        var_samp(coalesce(exam.score100, exam.mark5)) as variance
    from core.exam_result as exam
    inner join staging_bundle as bundle
        on
            exam.school_id = bundle.school_id
            and exam.academic_year = bundle.academic_year - 1
    where
        exam.is_final
        and exam.status = 'valid'
        and exam.is_past_graduate is not true
        and exam.subject_code in ('rus', 'mat', 'mat_base', 'mat_prof')
    group by
        exam.exam_kind,
        exam.subject_code
)

select
    present.row_number,
    'subject_code' as column_name,
    jsonb_build_object(
        'subject', present.subject_code,
        'now', round(present.mean, 1)::text,
        'before', round(before.mean, 1)::text
    ) as arguments
from present
inner join before
    on
        present.exam_kind = before.exam_kind
        and present.subject_code = before.subject_code
where
    present.row_number is not null
    and present.results_count >= 10
    and before.results_count >= 10
    and abs(present.mean - before.mean) > 3 * sqrt(
        present.variance / present.results_count
        + before.variance / before.results_count
    )
