create view report_v1.school with (security_invoker = true) as
select
    school.school_code as school,
    school.name_ru,
    school.name_en,
    municipality.oktmo as municipality,
    municipality.name_ru as municipality_ru,
    municipality.name_en as municipality_en,
    region.oktmo as region,
    region.name_ru as region_ru,
    region.name_en as region_en,
    school.is_open,
    (municipality.is_synthetic or region.is_synthetic) as is_synthetic,
    latest.academic_year as year,
    latest.school_kind as kind,
    latest.settlement,
    latest.is_small,
    latest.shifts,
    (
        select nullif(count(distinct enrolment.student_key), 0)
        from core.enrolment
        where
            enrolment.school_id = school.school_id
            and enrolment.academic_year = latest.academic_year
            and (
                enrolment.left_on is null
                or enrolment.left_on > make_date(latest.academic_year, 5, 31)
            )
    ) as students
from core.school
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
inner join core.territory as region
    on municipality.parent_id = region.territory_id
left join lateral (
    select
        school_year.academic_year,
        school_year.school_kind,
        school_year.settlement,
        school_year.is_small,
        school_year.shifts
    from core.school_year
    where school_year.school_id = school.school_id
    order by school_year.academic_year desc
    limit 1
) as latest on true;
comment on view report_v1.school is
'Школы реестра с последними сведениями о них; students — контингент на 31.05';
