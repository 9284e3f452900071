-- A pupil's state exam after grade 11 beside the exam in grade 9 two years earlier, in the same school: keys are made per
-- school, so who came from elsewhere has no earlier result here, and is counted.
create view model.pupil with (security_invoker = true) as
select
    pair.model,
    exam.school_id,
    exam.academic_year,
    exam.score100 as outcome,
    earlier.primary_score as prior
from (
    values
    ('ege_rus', 'rus', 'rus'),
    ('ege_mat_prof', 'mat_prof', 'mat')
) as pair (model, subject_code, earlier_subject_code)
inner join core.exam_result as exam
    on
        exam.exam_kind = 'ege'
        and pair.subject_code = exam.subject_code
        and exam.status = 'valid'
        and exam.is_final
        and exam.is_past_graduate is not true
        and exam.score100 is not null
left join core.exam_result as earlier
    on
        exam.school_id = earlier.school_id
        and exam.academic_year = earlier.academic_year + 2
        and exam.student_key = earlier.student_key
        and earlier.exam_kind = 'oge'
        and pair.earlier_subject_code = earlier.subject_code
        and earlier.status = 'valid'
        and earlier.is_final
        and earlier.is_past_graduate is not true
        and earlier.primary_score is not null
