create view report_v1.value_added_model with (security_invoker = true) as
select
    territory.oktmo as region,
    fitted.academic_year as year,
    fitted.model,
    fitted.variant,
    fitted.school_count as schools,
    fitted.result_count as results,
    fitted.pupil_count as pupils,
    fitted.reason,
    fitted.coefficients,
    fitted.group_variance,
    fitted.residual_variance,
    fitted.criterion,
    publication.run_id as run
from result.publication
inner join result.effect_model as fitted
    on
        publication.run_id = core.shown_run()
        and fitted.since_run <= publication.run_id
        and (fitted.until_run is null or fitted.until_run > publication.run_id)
inner join core.territory
    on fitted.territory_id = territory.territory_id;
comment on view report_v1.value_added_model is
'Модели добавленной стоимости: сколько учеников, коэффициенты, дисперсии';
