create view report_v1.external_aggregate with (security_invoker = true) as
select
    publisher.oktmo as publisher,
    territory.oktmo as territory,
    territory.level,
    territory.name_ru as territory_ru,
    territory.name_en as territory_en,
    told.academic_year as year,
    told.population,
    told.indicator_code as indicator,
    told.published_code,
    told.cut,
    told.exam_code as exam,
    told.subject_code as subject,
    told.grade,
    told.scale,
    told.published_title,
    told.students_count as students,
    told.schools_count as schools,
    told.mean,
    told.sd,
    told.mark2_count as mark2,
    told.mark3_count as mark3,
    told.mark4_count as mark4,
    told.mark5_count as mark5,
    told.p10,
    told.p25,
    told.p50,
    told.p75,
    told.p90,
    told.numerator,
    told.denominator,
    told.coverage_share,
    told.status,
    told.as_of_on,
    told.received_on,
    told.source,
    told.note,
    told.is_preferred,
    told.bundle_id as bundle,
    (territory.is_synthetic or publisher.is_synthetic) as is_synthetic
from core.published_figure as told
inner join core.territory as publisher
    on told.publisher_oktmo = publisher.oktmo
inner join core.territory
    on told.oktmo = territory.oktmo;
comment on view report_v1.external_aggregate is
'Опубликованные итоги территорий, какие действуют сейчас; одно и то же может быть от нескольких издателей';
comment on column report_v1.external_aggregate.publisher is
'Код ОКТМО территории, приславшей итог';
comment on column report_v1.external_aggregate.territory is
'Код ОКТМО территории, о которой итог';
comment on column report_v1.external_aggregate.population is
'Какие школы: все, по типу поселения или по виду';
comment on column report_v1.external_aggregate.indicator is
'Показатель каталога; иначе экзамен (exam, subject, grade, scale) или код издателя (published_code)';
comment on column report_v1.external_aggregate.mean is
'Среднее на шкале scale; у показателя — значение, доли от 0 до 1';
comment on column report_v1.external_aggregate.sd is
'Стандартное отклонение между обучающимися, на той же шкале';
comment on column report_v1.external_aggregate.coverage_share is
'Какую долю обучающихся этих школ охватывает, от 0 до 1';
comment on column report_v1.external_aggregate.status is
'preliminary — предварительно, final — окончательно';
comment on column report_v1.external_aggregate.is_preferred is
'Какой из одинаковых итогов брать: окончательный, затем поздний, затем от региона';
