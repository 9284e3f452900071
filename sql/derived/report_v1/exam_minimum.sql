create view report_v1.exam_minimum with (security_invoker = true) as
select
    exam_minimum.exam_kind as exam,
    exam_minimum.subject_code as subject,
    exam_minimum.valid_from_year as from_year,
    exam_minimum.scale,
    exam_minimum.minimum_score,
    exam_minimum.university_score,
    exam_minimum.source
from core.exam_minimum;
comment on view report_v1.exam_minimum is
'Минимальные баллы экзаменов; действует последний с этого учебного года или раньше';
