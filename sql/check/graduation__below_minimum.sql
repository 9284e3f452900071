/*---
code: intake.certificate_below_minimum
table: graduation
---*/
with

minimum as (
    select distinct on (known.exam_kind, known.subject_code)
        known.exam_kind,
        known.subject_code,
        known.minimum_score
    from core.exam_minimum as known
    inner join staging_bundle as bundle
        on known.valid_from_year <= bundle.academic_year
    order by
        known.exam_kind asc,
        known.subject_code asc,
        known.valid_from_year desc
),

failed as (
    select distinct
        exam.student_key,
        case
            when exam.exam_kind in ('oge', 'gve9') then 9
            else 11
        end as grade
    from exam_result_now as exam
    left join minimum
        on
            exam.exam_kind = minimum.exam_kind
            and exam.subject_code = minimum.subject_code
    where
        exam.is_final
        and exam.status = 'valid'
        and exam.subject_code in ('rus', 'mat', 'mat_base')
        and (exam.mark5 = 2 or exam.score100 < minimum.minimum_score)
)

select
    graduation.row_number,
    'certificate_status' as column_name,
    null::jsonb as arguments
from staging_graduation as graduation
inner join failed
    on
        graduation.student_key = failed.student_key
        and graduation.grade = failed.grade
where
    not graduation.is_deleted
    and graduation.certificate_status in ('issued', 'september')
