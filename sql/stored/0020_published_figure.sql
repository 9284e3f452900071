-- Published figures with the one rule by which of several that tell of the same one is taken.
create view core.published_figure with (security_invoker = true) as
select
    figure.publisher_oktmo,
    figure.academic_year,
    figure.oktmo,
    figure.population,
    figure.indicator_code,
    figure.published_code,
    figure.cut,
    figure.exam_code,
    figure.subject_code,
    figure.grade,
    figure.scale,
    figure.published_title,
    figure.students_count,
    figure.schools_count,
    figure.mean,
    figure.sd,
    figure.mark2_count,
    figure.mark3_count,
    figure.mark4_count,
    figure.mark5_count,
    figure.p10,
    figure.p25,
    figure.p50,
    figure.p75,
    figure.p90,
    figure.numerator,
    figure.denominator,
    figure.coverage_share,
    figure.status,
    figure.as_of_on,
    figure.received_on,
    figure.source,
    figure.note,
    figure.bundle_id,
    figure.row_number,
    row_number() over (
        partition by
            figure.oktmo, figure.academic_year, figure.population,
            figure.indicator_code, figure.published_code, figure.cut,
            figure.exam_code, figure.subject_code, figure.grade, figure.scale
        order by
            (figure.status = 'final') desc,
            figure.as_of_on desc,
            (publisher.level = 'region') desc,
            figure.publisher_oktmo asc
    ) = 1 as is_preferred
from core.external_aggregate as figure
inner join core.territory as publisher
    on figure.publisher_oktmo = publisher.oktmo;
comment on view core.published_figure is
'Опубликованные итоги; предпочтителен окончательный, затем поздний, затем от региона, затем с меньшим кодом издателя';
