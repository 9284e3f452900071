create view report_v1.crosswalk with (security_invoker = true) as
select
    crosswalk.code as crosswalk,
    crosswalk.version,
    entry.ordinal,
    entry.indicator_code as indicator,
    entry.indicator_version,
    entry.cut,
    entry.published_indicator,
    entry.published_code,
    entry.published_cut,
    entry.exam_code as exam,
    entry.subject_code as subject,
    entry.grade,
    entry.scale,
    entry.figure,
    entry.marks,
    entry.class,
    entry.conversion,
    entry.as_of_year,
    entry.as_of_from,
    entry.as_of_until,
    entry.note_ru,
    entry.note_en,
    crosswalk.fingerprint,
    coalesce(indicator.version = entry.indicator_version, false) as is_in_force
from result.crosswalk_entry as entry
inner join result.crosswalk
    on
        entry.crosswalk_id = crosswalk.crosswalk_id
        and crosswalk.is_current
left join result.indicator
    on
        entry.indicator_code = indicator.code
        and indicator.is_current;
comment on view report_v1.crosswalk is
'Какой опубликованный показатель отвечает какому показателю каталога, каким классом и с каким пересчётом';
