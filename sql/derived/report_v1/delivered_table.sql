-- Which tables of records a school has sent for a year, and which bundles hold for them. A table the school did not send has
-- no row; one it sent without rows has one that says so.
create view report_v1.delivered_table with (security_invoker = true) as
select
    school.school_code as school,
    municipality.oktmo as municipality,
    slice.academic_year as year,
    slice.table_name as record_table,
    sum(slice.row_count)::bigint as rows_count,
    max(slice.bundle_id) as bundle,
    max(coalesce(bundle.as_of_at, bundle.created_at, bundle.received_at)) as as_of_at,
    touched.school_id is not null as is_outdated
from intake.slice
inner join core.school
    on slice.school_id = school.school_id
inner join core.territory as municipality
    on school.municipality_id = municipality.territory_id
left join intake.bundle
    on slice.bundle_id = bundle.bundle_id
left join intake.touched
    on
        slice.school_id = touched.school_id
        and slice.academic_year = touched.academic_year
group by
    school.school_code,
    municipality.oktmo,
    slice.academic_year,
    slice.table_name,
    touched.school_id;
comment on view report_v1.delivered_table is
'Какие таблицы записей школа прислала за год и какие пакеты для них действуют';
comment on column report_v1.delivered_table.is_outdated is
'После публикации пришли новые данные школы за этот год';
