-- The wording is fixed: what goes with results, never what makes them.
create view report_v1.driver with (security_invoker = true) as
select
    territory.oktmo as region,
    driver.academic_year as year,
    driver.outcome,
    driver.outcome_cut,
    driver.factor,
    driver.factor_cut,
    driver.school_count as schools,
    driver.estimate,
    driver.low,
    driver.high,
    driver.p_value,
    driver.adjusted_p_value,
    driver.adjusted_p_value <= threshold.value as is_named,
    driver.ridge,
    driver.share,
    driver.explained,
    driver.cross_fit,
    driver.reason,
    case
        when driver.adjusted_p_value <= threshold.value
            then
                'Связано с более '
                || case when driver.estimate > 0 then 'высокими' else 'низкими' end
                || ' результатами; это не доказывает влияния: '
                || 'школы различаются и тем, чего здесь нет'
        when driver.estimate is not null
            then 'Связь не установлена'
    end as words_ru,
    case
        when driver.adjusted_p_value <= threshold.value
            then
                'Goes with '
                || case when driver.estimate > 0 then 'higher' else 'lower' end
                || ' results; no proof of influence: '
                || 'schools differ also in what is not here'
        when driver.estimate is not null
            then 'No association established'
    end as words_en,
    publication.run_id as run
from result.publication
inner join result.driver
    on
        publication.run_id = core.shown_run()
        and driver.since_run <= publication.run_id
        and (driver.until_run is null or driver.until_run > publication.run_id)
inner join core.territory
    on driver.territory_id = territory.territory_id
inner join result.threshold
    on threshold.name = 'driver_discovery';
comment on view report_v1.driver is
'С чем связаны результаты школ региона: оценки, интервалы, поправка на множественность';
