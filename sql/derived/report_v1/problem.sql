create view report_v1.problem with (security_invoker = true) as
select
    problem.bundle_id as bundle,
    problem.ordinal,
    bundle.school_code as school,
    bundle.academic_year as year,
    bundle.state,
    problem.code,
    problem.severity,
    problem.file,
    problem.row_number,
    problem.column_name,
    problem.arguments,
    problem.rule,
    problem.table_name as record_table,
    problem.sheet,
    problem.cell
from intake.problem
inner join intake.bundle
    on problem.bundle_id = bundle.bundle_id;
comment on view report_v1.problem is
'Замечания к пакетам с местом в файле; точные числа — в problem_total';
