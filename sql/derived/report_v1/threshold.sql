create view report_v1.threshold with (security_invoker = true) as
select
    threshold.name,
    threshold.value,
    threshold.meaning_ru,
    threshold.meaning_en,
    threshold.source
from result.threshold;
comment on view report_v1.threshold is 'Пороги, на которые ссылаются вердикты';
