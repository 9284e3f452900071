-- A reader sees of a list the schools of the own scope.
create view report_v1.analogue_member with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    member.academic_year as year,
    member.analogue,
    other.school_code as member,
    other.name_ru,
    other.name_en,
    round(member.distance::numeric, 2)::double precision as distance,
    list.basis - 'variables' as basis,
    publication.run_id as run
from result.publication
inner join result.analogue_member as member
    on
        publication.run_id = core.shown_run()
        and member.since_run <= publication.run_id
        and (member.until_run is null or member.until_run > publication.run_id)
inner join result.analogue_set as list
    on
        member.school_id = list.school_id
        and member.academic_year = list.academic_year
        and member.analogue = list.analogue
        and list.since_run <= publication.run_id
        and (list.until_run is null or list.until_run > publication.run_id)
inner join core.school
    on member.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
inner join core.school as other
    on member.member_id = other.school_id;
comment on view report_v1.analogue_member is
'Школы списков, с которыми сопоставляется школа; видны те, что видны читателю';
