create view report_v1.exam_scale with (security_invoker = true) as
select
    exam_scale.academic_year as year,
    exam_scale.exam_kind as exam,
    exam_scale.subject_code as subject,
    exam_scale.max_primary,
    exam_scale.mark3_from,
    exam_scale.mark4_from,
    exam_scale.mark5_from,
    exam_scale.source,
    exam_scale.note
from core.exam_scale;
comment on view report_v1.exam_scale is
'Шкалы экзаменов по годам: наибольший первичный балл и от какого балла отметка';
