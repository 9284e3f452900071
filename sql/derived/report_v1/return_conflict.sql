create view report_v1.return_conflict with (security_invoker = true) as
select
    school.school_code as school,
    dispute.academic_year as year,
    indicator.code as indicator,
    dispute.cut,
    indicator.passport -> 'tables' as record_tables,
    dispute.bundle_id as bundle,
    dispute.row_number,
    publication.run_id as run
from result.publication
inner join result.return_conflict as dispute
    on
        publication.run_id = core.shown_run()
        and dispute.since_run <= publication.run_id
        and (
            dispute.until_run is null or dispute.until_run > publication.run_id
        )
inner join result.indicator
    on dispute.indicator_id = indicator.indicator_id
inner join core.school
    on dispute.school_id = school.school_id;
comment on view report_v1.return_conflict is
'Готовый счёт школ, который расходится с их записями: место строки, без самих чисел';
