-- What similar schools were found by, number by number, would give hidden shares of a context away.
create view report_v1.analogue_set with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    list.academic_year as year,
    list.analogue,
    list.reason,
    list.basis - 'variables' as basis,
    publication.run_id as run
from result.publication
inner join result.analogue_set as list
    on
        publication.run_id = core.shown_run()
        and list.since_run <= publication.run_id
        and (list.until_run is null or list.until_run > publication.run_id)
inner join core.school
    on list.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id;
comment on view report_v1.analogue_set is
'Аналоги школы, заданные списком: как составлен список или почему его нет';
