create view report_v1.subject with (security_invoker = true) as
select
    subject.subject_code as subject,
    subject.name_ru,
    subject.name_en
from core.subject;
comment on view report_v1.subject is 'Учебные предметы: слова для разрезов subject=…';
