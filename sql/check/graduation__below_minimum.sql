/*---
code: intake.certificate_below_minimum
table: graduation
---*/
with

exam_result_now as (
    select
        staged.row_number,
        staged.student_key,
        staged.exam_kind,
        staged.subject_code,
        staged.held_on,
        staged.mark5,
        staged.score100
    from staging_exam_result as staged
    where
        not staged.is_deleted
        and staged.is_final
        and staged.status = 'valid'
        and staged.subject_code in ('rus', 'mat', 'mat_base')

    union all

    select
        null::integer as row_number,
        kept.student_key,
        kept.exam_kind,
        kept.subject_code,
        kept.held_on,
        kept.mark5,
        kept.score100
    from core.exam_result as kept
    inner join staging_bundle as bundle
        on
            kept.school_id = bundle.school_id
            and kept.academic_year = bundle.academic_year
    where
        (
            bundle.mode = 'amend'
            or not exists (select 1 from staging_exam_result)
        )
        and not exists (
            select 1 from staging_exam_result as staged
            where
                staged.student_key = kept.student_key
                and staged.exam_kind = kept.exam_kind
                and staged.subject_code = kept.subject_code
                and staged.held_on = kept.held_on
        )
        and kept.is_final
        and kept.status = 'valid'
        and kept.subject_code in ('rus', 'mat', 'mat_base')
),

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
    where exam.mark5 = 2 or exam.score100 < minimum.minimum_score
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
